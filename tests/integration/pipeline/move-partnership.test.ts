import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { type Move, movePartnership } from "#app/pipeline/move-partnership.server.ts";
import { createOpportunity, getOpportunity, updateOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createSentCampaign } from "../../campaign-factories.ts";
import { createActor } from "../../factories.ts";

const machine = ({ productId }: Actor) => ({ userId: "", productId });

function move(actor: Actor, given: Move, setId: string = crypto.randomUUID()) {
  return transaction(machine(actor), "réponse", (tx) => movePartnership(tx, machine(actor), given), {
    setId,
  });
}

async function campaignOf(actor: Actor) {
  const { id: campaignId, people } = await createSentCampaign(actor, [{}]);
  const message = await db.message.findFirstOrThrow({ where: { campaignId } });
  return { campaignId, messageId: message.id, institutionId: people[0]!.institutionId };
}

test("an answer puts the institution at « Contacté », and the timeline says which campaign did", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const { institutionId } = given;
  const { id } = await createOpportunity(actor, { institutionId, stage: "À contacter" });
  const moved = await move(actor, { ...given, cause: "reply" });
  expect(moved).toEqual({ opportunityId: id, from: "À contacter", to: "Contacté" });
  expect(await getOpportunity(actor, id)).toMatchObject({ stage: "Contacté", nextAction: "Répondre" });
  const { items } = await listTimeline(actor, institutionId);
  expect(items.find((entry) => entry.type === "stage" && entry.to === "Contacté")).toMatchObject({
    attribution: { cause: "reply", campaign: { id: given.campaignId, name: "Découverte" } },
  });
});

test("an institution that answers enters the pipeline, for whoever launched the campaign", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const moved = await move(actor, { ...given, cause: "meeting" });
  expect(moved).toMatchObject({ from: null, to: "Rendez-vous" });
  const made = await db.opportunity.findUniqueOrThrow({ where: { id: moved!.opportunityId } });
  expect(made).toMatchObject({ ownerId: actor.userId, source: "Campagne « Découverte »" });
});

test("the same answer twice, or two at once, is one move", async () => {
  const actor = await createActor();
  const given = { ...(await campaignOf(actor)), cause: "reply" as const };
  const moves = await Promise.all([1, 2, 3].map(() => move(actor, given)));
  expect(moves.filter(Boolean)).toHaveLength(1);
  expect(await db.stagePeriod.count({ where: { productId: actor.productId } })).toBe(1);
  expect(await db.task.count({ where: { productId: actor.productId } })).toBe(1);
});

test("an answer after the meeting moves nothing back, and leaves what someone planned", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const { id } = await createOpportunity(actor, {
    ...{ institutionId: given.institutionId, stage: "Rendez-vous" },
    ...{ nextAction: "Envoyer la convention", nextActionAt: "2027-01-05" },
  });
  expect(await move(actor, { ...given, cause: "reply" })).toBeNull();
  expect(await move(actor, { ...given, cause: "positive" })).toBeNull();
  expect(await getOpportunity(actor, id)).toMatchObject({
    ...{ stage: "Rendez-vous", nextAction: "Envoyer la convention", nextActionAt: "2027-01-05" },
  });
});

test("what is lost or asleep is left alone, but a volunteer wakes it", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const { id } = await createOpportunity(actor, { institutionId: given.institutionId });
  await updateOpportunity(actor, id, { stage: "Pas maintenant", wakeOn: "2199-01-01" });
  expect(await move(actor, { ...given, cause: "meeting" })).toBeNull();
  expect(await move(actor, { ...given, cause: "volunteer" })).toMatchObject({ to: "Volontaire" });
  expect(await getOpportunity(actor, id)).toMatchObject({ stage: "Volontaire", wakeOn: null });
  await updateOpportunity(actor, id, { stage: "Sans suite", lostReason: "Pas de moyens" });
  expect(await move(actor, { ...given, cause: "volunteer" })).toBeNull();
});

test("a positive answer says what to do next in the place of what the answer said", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const moved = await move(actor, { ...given, cause: "reply" });
  await move(actor, { ...given, cause: "positive" });
  await move(actor, { ...given, cause: "reply" });
  const found = await getOpportunity(actor, moved!.opportunityId);
  expect(found.nextAction).toBe("Proposer un rendez-vous");
});

test("a move is undone whole: the stage, its period and the next action", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const { id } = await createOpportunity(actor, { institutionId: given.institutionId, stage: "À contacter" });
  const setId = crypto.randomUUID();
  await move(actor, { ...given, cause: "meeting" }, setId);
  await undoChangeSet(actor, setId);
  expect(await getOpportunity(actor, id)).toMatchObject({ stage: "À contacter", nextAction: null });
  const periods = await db.stagePeriod.findMany({ where: { opportunityId: id } });
  expect(periods).toMatchObject([{ validTo: null, cause: null }]);
});

test("a campaign or an institution of another product is not there", async () => {
  const [one, other] = [await createActor(), await createActor()];
  const [ours, theirs] = [await campaignOf(one), await campaignOf(other)];
  const cause = "reply" as const;
  await expect(move(one, { ...theirs, cause })).rejects.toMatchObject({ code: "not_found" });
  await expect(move(one, { ...ours, institutionId: theirs.institutionId, cause })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await db.opportunity.count({ where: { productId: one.productId } })).toBe(0);
});

test("the partnership itself says what moved it and from which campaign, until somebody moves it by hand", async () => {
  const actor = await createActor();
  const given = await campaignOf(actor);
  const { institutionId, campaignId } = given;
  const { id } = await createOpportunity(actor, { institutionId, stage: "À contacter" });
  expect((await getOpportunity(actor, id)).movedBy).toBeNull();
  await move(actor, { ...given, cause: "reply" });
  await move(actor, { ...given, cause: "meeting" });
  const campaign = await db.campaign.findUniqueOrThrow({
    where: { id: campaignId },
    select: { id: true, name: true },
  });
  expect(await getOpportunity(actor, id)).toMatchObject({
    ...{ stage: "Rendez-vous", movedBy: { cause: "meeting", campaign } },
  });
  await updateOpportunity(actor, id, { stage: "À contacter" });
  expect((await getOpportunity(actor, id)).movedBy).toBeNull();
  await move(actor, { ...given, cause: "positive" });
  await db.campaign.delete({ where: { id: campaignId } });
  expect((await getOpportunity(actor, id)).movedBy).toEqual({ cause: "positive", campaign: null });
});
