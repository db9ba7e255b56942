import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { listReplies, triageReply } from "#app/day/replies.server.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { createSentCampaign } from "../../campaign-factories.ts";
import { createActor, createInstitution } from "../../factories.ts";

/** What an inbox brings: nobody has read it. */
async function received(actor: Actor, summary = "Oui", daysAgo = 0) {
  const { id: institutionId } = await createInstitution(actor);
  const { productId } = actor;
  const happenedAt = new Date(Date.now() - daysAgo * 86_400_000);
  return db.interaction.create({
    data: { productId, institutionId, kind: "email", direction: "inbound", summary, happenedAt },
  });
}

test("what came from them waits until somebody says what it says, and comes back when that is undone", async () => {
  const actor = await createActor("deployer");
  const old = await received(actor, "Plus tard", 3);
  const reply = await received(actor, "Oui, volontiers");
  await received(await createActor(), "Ailleurs");
  const before = await listReplies(actor, 10);
  expect(before.items.map(({ id }) => id)).toEqual([reply.id, old.id]);
  const setId = crypto.randomUUID();
  await triageReply(actor, reply.id, { sentiment: "meeting" }, { setId });
  expect((await listReplies(actor, 10)).total).toBe(1);
  const read = await db.interaction.findUniqueOrThrow({ where: { id: reply.id } });
  expect(read).toMatchObject({ sentiment: "meeting", handledById: actor.userId });
  expect((await undoChangeSet(actor, setId)).kept).toEqual([]);
  expect(await listReplies(actor, 10)).toEqual(before);
});

test("beside the figures of a campaign stand its own answers alone, until they are read", async () => {
  const actor = await createActor("deployer");
  const mail = await answered(actor, "Oui, jeudi");
  const other = await answered(actor, "Non merci");
  await received(actor, "Hors campagne");
  expect((await listReplies(actor, 10)).total).toBe(3);
  const { items, total } = await listReplies(actor, 10, mail.campaignId);
  expect([items.map(({ id }) => id), total]).toEqual([[mail.interactionId], 1]);
  expect(await listReplies(await createActor(), 10, mail.campaignId)).toEqual({ items: [], total: 0 });
  await triageReply(actor, mail.interactionId, { sentiment: "positive" });
  expect((await listReplies(actor, 10, mail.campaignId)).total).toBe(0);
  expect((await listReplies(actor, 10, other.campaignId)).total).toBe(1);
});

/** An answer that an inbox has tied to the message of a campaign. */
async function answered(actor: Actor, summary: string) {
  const { id: campaignId } = await createSentCampaign(actor, [{}]);
  const message = await db.message.findFirstOrThrow({ where: { campaignId } });
  const { id: interactionId } = await received(actor, summary);
  await db.inboundMessage.create({
    data: {
      ...{ productId: actor.productId, mailboxId: message.mailboxId, messageId: message.id, interactionId },
      ...{
        identity: crypto.randomUUID(),
        fromAddress: "maud@mairie.example",
        subject: "Re",
        words: summary,
        text: summary,
      },
      ...{
        receivedAt: new Date(),
        kind: "human",
        state: "filed",
        raw: Buffer.from(summary),
        size: summary.length,
      },
    },
  });
  return { campaignId, interactionId };
}

test("what one notes by hand has been read", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  await logInteraction(actor, { institutionId, kind: "call", summary: "Rappelle", direction: "inbound" });
  expect((await listReplies(actor, 10)).total).toBe(0);
});

test("only a reply of the product is triaged, and a reader triages nothing", async () => {
  const actor = await createActor();
  const reply = await received(await createActor());
  const mine = await received(actor);
  const ours = await db.interaction.create({
    data: { ...pick(mine), direction: "outbound", summary: "Envoyé" },
  });
  for (const id of [reply.id, ours.id, "x", crypto.randomUUID()])
    expect((await refused(triageReply(actor, id, { sentiment: "positive" }))).status).toBe(404);
  const reader: Actor = { ...actor, role: "reader" };
  expect((await refused(triageReply(reader, mine.id, { sentiment: "positive" }))).status).toBe(403);
});

const pick = ({ productId, institutionId, kind, happenedAt }: Awaited<ReturnType<typeof received>>) => ({
  ...{ productId, institutionId, kind, happenedAt },
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
