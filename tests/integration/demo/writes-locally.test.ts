import { afterEach, expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { createMailbox, getMailbox, tryMailbox, updateMailbox } from "#app/outbox/mailboxes.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";

const sinkWith = useSinks();
const emails = ["maud.tessier@ddtm-vendee.example", "luc.arnaud@ddtm-bouches-du-rhone.example"];
const before = env.SMTP_URL;
afterEach(() => {
  env.SMTP_URL = before;
});

test("a demonstration only writes to the local mailbox, whatever server its mailbox or the instance has", async () => {
  const actor = await createDemoActor();
  const sink = await sinkWith();
  env.SMTP_URL = sink.url;
  for (const smtpUrl of [sink.url, null]) {
    const campaign = await createCampaign({ actor, mailbox: { smtpUrl }, emails });
    await sendAll();
    expect(sink.peak()).toBe(0);
    expect(Object.values(await states(campaign.id))).toEqual(["sent", "sent"]);
    const mailbox = await getMailbox(actor, campaign.mailboxId);
    expect(mailbox).toMatchObject({ smtp: null, pauseReason: null });
    expect(await tryMailbox(actor, campaign.mailboxId)).toBeUndefined();
  }
  const kept = await db.localMail.findMany({ where: { productId: actor.productId } });
  expect(kept.map(({ recipients }) => recipients[0]).sort()).toEqual([...emails, ...emails].sort());
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
