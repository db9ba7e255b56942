import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { createMailbox, getMailbox, tryMailbox, updateMailbox } from "#app/outbox/mailboxes.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";

const sinkWith = useSinks();
const emails = ["maud.tessier@ddtm-vendee.example", "luc.arnaud@ddtm-bouches-du-rhone.example"];
const NOBODY = "La démonstration n’écrit à personne.";

test("a demonstration sends nothing through a server of elsewhere, were it set before", async () => {
  const actor = await createDemoActor();
  const sink = await sinkWith({ secure: true, account: { user: "camille", pass: "secret" } });
  // The same server, by an address that is not loopback's: it answers, and is not to be asked.
  const smtpUrl = `smtps://camille:secret@0.0.0.0:${sink.port}`;
  const campaign = await createCampaign({ actor, mailbox: { smtpUrl }, emails });
  await sendAll();
  expect(sink.peak()).toBe(0);
  expect(Object.values(await states(campaign.id))).toEqual(["queued", "queued"]);
  const mailbox = await getMailbox(actor, campaign.mailboxId);
  expect(mailbox.smtp).toBeNull();
  expect(mailbox.pauseReason).toContain(NOBODY);
  expect(await tryMailbox(actor, campaign.mailboxId)).toContain(NOBODY);
});

test("a demonstration sends through a server of this machine", async () => {
  const actor = await createDemoActor();
  const sink = await sinkWith();
  const campaign = await createCampaign({ actor, mailbox: { smtpUrl: sink.url }, emails });
  await sendAll();
  expect(sink.accepted.map(({ to }) => to).sort()).toEqual([...emails].sort());
  expect(Object.values(await states(campaign.id))).toEqual(["sent", "sent"]);
});

test("what a demonstration's mailbox may not use, another product's may", async () => {
  const [demo, other] = [await createDemoActor(), await createActor()];
  const input = { name: "Camille", fromAddress: "camille@parcelle.example" };
  const smtpUrl = "smtps://camille:secret@smtp.example";
  for (const [actor, host] of [
    [demo, undefined],
    [other, "smtp.example"],
  ] as const) {
    const { id } = await createMailbox(actor, input);
    expect((await updateMailbox(actor, id, { smtpUrl })).smtp?.host).toBe(host);
  }
});

async function createDemoActor(): Promise<Actor> {
  const actor = await createActor();
  await db.product.update({ where: { id: actor.productId }, data: { demo: true } });
  return actor;
}
