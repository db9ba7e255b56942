import { expect, test } from "vitest";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { createMailbox, getMailbox, tryMailbox, updateMailbox } from "#app/outbox/mailboxes.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, states } from "../../outbox-factories.ts";
import { startSink } from "../../smtp-sink.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const emails = Array.from({ length: 12 }, (_, i) => `a${i}@mairie.example`);
const values = async (id: string) => new Set(Object.values(await states(id)));

test("a server that is down costs nothing: its mailbox says why, and all leaves when it is back", async () => {
  const gone = await startSink();
  await gone.close();
  const campaign = await createCampaign({ mailbox: { smtpUrl: gone.url }, emails });
  let now = new Date();
  const outbox = createOutbox(crypto.randomUUID(), () => now);
  const pass = async () => {
    await outbox.tick();
    await outbox.settled();
  };
  await pass();
  expect(await values(campaign.id)).toEqual(new Set(["queued"]));
  const { pauseReason, pausedAt } = await getMailbox(campaign.actor, campaign.mailboxId);
  expect(pauseReason).toBe(
    `Le serveur 127.0.0.1:${gone.port} refuse la connexion : vérifiez l’hôte et le port.`.replaceAll(
      " :",
      "\u00A0:",
    ),
  );
  expect(pausedAt).toBeNull();

  const back = await sinkWith({ port: gone.port });
  await pass(); // Too soon: the server is left alone for a second.
  expect(back.accepted).toHaveLength(0);
  now = new Date(now.getTime() + 1000);
  await pass();
  await outbox.stop();
  expect(back.accepted).toHaveLength(12);
  expect(await values(campaign.id)).toEqual(new Set(["sent"]));
  expect((await getMailbox(campaign.actor, campaign.mailboxId)).pauseReason).toBeNull();
});

test("a wrong password is tried once, not by ten connections", async () => {
  const sink = await sinkWith({ account: { user: "camille", pass: "right" } });
  const smtpUrl = sink.url.replace("right", "wrong");
  const campaign = await createCampaign({ mailbox: { smtpUrl }, emails });
  await sendAll();
  expect(sink.peak()).toBe(1);
  expect(await values(campaign.id)).toEqual(new Set(["queued"]));
  expect((await getMailbox(campaign.actor, campaign.mailboxId)).pauseReason).toContain("le mot de passe");
  await updateMailbox(campaign.actor, campaign.mailboxId, { smtpUrl: sink.url });
  await sendAll();
  expect(sink.accepted).toHaveLength(12);
});

test("a server that refuses the sender loses no message", async () => {
  const sink = await sinkWith({ behave: (to) => (to ? undefined : { refuse: { code: 550, at: "mail" } }) });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await sendAll();
  expect(await values(campaign.id)).toEqual(new Set(["queued"]));
  expect((await getMailbox(campaign.actor, campaign.mailboxId)).pauseReason).toContain(
    "550 5.7.1 Sender refused",
  );
});

test("a mailbox that has lost the server it wrote by keeps its messages, and says so", async () => {
  const sink = await sinkWith();
  const before = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await sendAll();
  await updateMailbox(before.actor, before.mailboxId, { smtpUrl: null });
  const mailboxOf = { id: before.mailboxId, fromAddress: "camille@parcelle.example" };
  const campaign = await createCampaign({
    ...{ actor: before.actor, mailbox: mailboxOf, emails: ["plus-tard@mairie.example"] },
  });
  await sendAll();
  expect(await values(campaign.id)).toEqual(new Set(["queued"]));
  const mailbox = await getMailbox(campaign.actor, campaign.mailboxId);
  expect(mailbox.smtp).toBeNull();
  expect(mailbox.pauseReason).toContain("Aucun serveur SMTP");
  expect(await tryMailbox(campaign.actor, campaign.mailboxId)).toContain("a déjà écrit");
});

test("a mailbox can be tried before anything leaves, and its password is never shown", async () => {
  const sink = await sinkWith({ account: { user: "camille", pass: "secret-of-camille" } });
  const actor = await createActor("deployer");
  const mailbox = await createMailbox(actor, {
    name: "Camille",
    fromAddress: "c@parcelle.example",
    smtpUrl: sink.url,
  });
  expect(mailbox.smtp).toEqual({
    host: "127.0.0.1",
    port: sink.port,
    user: "camille",
    own: true,
    secure: false,
  });
  expect(await tryMailbox(actor, mailbox.id)).toBeUndefined();
  await updateMailbox(actor, mailbox.id, { smtpUrl: sink.url.replace("secret-of-camille", "wrong") });
  expect(await tryMailbox(actor, mailbox.id)).toContain("refuse l’identifiant ou le mot de passe");
  const everything = JSON.stringify([
    ...[await db.mailbox.findMany(), await getMailbox(actor, mailbox.id)],
    (await db.change.findMany()).map((change) => [change.before, change.after]),
  ]);
  expect(everything).not.toContain("secret-of-camille");
});

test("a mailbox belongs to its product, and a reader may not touch it", async () => {
  const actor = await createActor();
  const mailbox = await createMailbox(actor, { name: "Camille", fromAddress: "c@parcelle.example" });
  const other = await createActor();
  await expect(getMailbox(other, mailbox.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(updateMailbox(other, mailbox.id, { name: "x" })).rejects.toMatchObject({ code: "not_found" });
  await expect(getMailbox(actor, "x")).rejects.toMatchObject({ code: "not_found" });
  const reader = { ...actor, role: "reader" as const };
  await expect(createMailbox(reader, { name: "x", fromAddress: "x@y.example" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
