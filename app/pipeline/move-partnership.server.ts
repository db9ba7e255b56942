import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { isoDay } from "#app/ui/format.ts";
import { MOVE_RULES, type MoveCause, stageAfter } from "./moves.ts";
import { asDate } from "./opportunity.ts";
import type { PipelineStage } from "./stage.ts";
import { listStages } from "./stages.server.ts";

export type Move = {
  institutionId: string;
  cause: MoveCause;
  campaignId: string;
  /** The message that was answered, when it is known. */
  messageId?: string | null;
};
export type Moved = { opportunityId: string; from: string | null; to: string };

/**
 * What an answer, a meeting or a volunteer does to the partnership, by MOVE_RULES and inside the caller's transaction:
 * it enters the pipeline or goes forward, with where that comes from; what there is to do next is planned where nothing
 * was. Safe twice: the second time finds it there.
 * @param actor the user, or `{ userId: "", productId }` for the machine
 * @returns null when it stays where it is
 * @throws {AppError} not_found, for an institution or a campaign out of the product's sight
 */
export async function movePartnership(
  tx: Tx,
  actor: Pick<Actor, "userId" | "productId">,
  move: Move,
): Promise<Moved | null> {
  const campaign = await tx.campaign.findFirst({
    where: { id: move.campaignId, productId: actor.productId },
    select: { id: true, name: true, launchedById: true },
  });
  if (!campaign) throw notFound("Cette campagne");
  const stages = await listStages(actor, tx);
  const there = (await lock(tx, actor, move)) ?? (await enter(tx, actor, { move, campaign, stages }));
  if (!there) return null;
  const to = there.made ?? stageAfter(stages, stageOf(stages, there.stageId), move.cause);
  if (to && !there.made)
    await tx.opportunity.update({ where: { id: there.id }, data: { stageId: to.id, wakeOn: null } });
  if (to) await attribute(tx, there.id, move);
  await planNext(tx, { actor, move, there, moved: to !== null });
  if (!to) return null;
  const from = there.made ? null : (stageOf(stages, there.stageId)?.name ?? null);
  return { opportunityId: there.id, from, to: to.name };
}

type There = { id: string; stageId: string; ownerId: string | null; made?: PipelineStage };

async function lock(tx: Tx, { productId }: Pick<Actor, "productId">, { institutionId }: Move) {
  const [row] = await tx.$queryRaw<There[]>`
    SELECT "id", "stageId", "ownerId" FROM "Opportunity"
    WHERE "productId" = ${productId}::uuid AND "institutionId" = ${institutionId}::uuid FOR UPDATE`;
  return row;
}

type Entering = {
  move: Move;
  campaign: { name: string; launchedById: string | null };
  stages: PipelineStage[];
};

/** A partnership that begins by itself is of whoever launched the campaign, when they are still there. */
async function enter(
  tx: Tx,
  actor: Pick<Actor, "userId" | "productId">,
  { move, campaign, stages }: Entering,
): Promise<There | null> {
  const { productId, userId } = actor;
  const { institutionId } = move;
  const made = stageAfter(stages, null, move.cause);
  if (!made) return null;
  const where = { id: institutionId, OR: [{ productId: null }, { productId }] };
  if (!(await tx.institution.findFirst({ where, select: { id: true } }))) throw notFound("Cette institution");
  const owner = await tx.membership.findFirst({
    where: { productId, userId: campaign.launchedById ?? "", role: { not: "reader" } },
    select: { userId: true },
  });
  const [row] = await tx.opportunity.createManyAndReturn({
    data: {
      ...{ productId, institutionId, stageId: made.id, ownerId: owner?.userId ?? null },
      ...{ source: `Campagne « ${campaign.name} »`, createdById: userId || null },
    },
    select: { id: true, stageId: true, ownerId: true },
    skipDuplicates: true,
  });
  // Somebody put it there meanwhile.
  return row ? { ...row, made } : ((await lock(tx, actor, move)) ?? null);
}

/** The trigger has just opened the period; this says what opened it. */
async function attribute(tx: Tx, opportunityId: string, { cause, campaignId, messageId = null }: Move) {
  await tx.stagePeriod.updateMany({
    where: { opportunityId, validTo: null },
    data: { cause, campaignId, messageId },
  });
}

type Planning = { actor: Pick<Actor, "userId" | "productId">; move: Move; there: There; moved: boolean };

/** What someone planned stays; what a rule planned gives way to what the next one says. */
async function planNext(tx: Tx, { actor, move, there, moved }: Planning): Promise<void> {
  const title = MOVE_RULES[move.cause].next;
  const pending = await tx.task.findFirst({
    where: { opportunityId: there.id, doneAt: null },
    select: { id: true, title: true },
  });
  const ruled = Object.values(MOVE_RULES).some(({ next }) => next === pending?.title);
  if (pending ? !ruled || pending.title === title || move.cause === "reply" : !moved) return;
  if (pending) {
    await tx.task.update({ where: { id: pending.id }, data: { title } });
  } else {
    const { productId, userId } = actor;
    await tx.task.create({
      data: {
        ...{ productId, institutionId: move.institutionId, opportunityId: there.id, title },
        ...{ dueOn: asDate(isoDay(new Date())), assigneeId: there.ownerId, createdById: userId || null },
      },
    });
  }
  // The next action is part of what a form was drawn from.
  if (!moved) await tx.$executeRaw`UPDATE "Opportunity" SET "id" = "id" WHERE "id" = ${there.id}::uuid`;
}

function stageOf(stages: PipelineStage[], id: string): PipelineStage | null {
  return stages.find((stage) => stage.id === id) ?? null;
}
