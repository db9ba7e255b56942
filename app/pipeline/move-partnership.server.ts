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
export async function movePartnership(tx: Tx, actor: Mover, move: Move): Promise<Moved | null> {
  const [moved] = await movePartnerships(tx, actor, [move]);
  return moved ?? null;
}

/**
 * As `movePartnership`, of many at once: as many queries for a hundred as for one.
 * @returns in the order of `moves`, of which each institution has one at most
 */
export async function movePartnerships(tx: Tx, actor: Mover, moves: Move[]): Promise<(Moved | null)[]> {
  if (moves.length === 0) return [];
  const campaigns = await findCampaigns(tx, actor, moves);
  const stages = await listStages(actor, tx);
  const there = await lock(
    tx,
    actor,
    moves.map(({ institutionId }) => institutionId),
  );
  const absent = moves.filter(({ institutionId }) => !there.has(institutionId));
  for (const [id, one] of await enter(tx, actor, { moves: absent, campaigns, stages })) there.set(id, one);
  const moving = moves.flatMap((move): Moving[] => {
    const one = there.get(move.institutionId);
    if (!one) return [];
    const at = stages.find(({ id }) => id === one.stageId) ?? null;
    const to = one.made ?? stageAfter(stages, at, move.cause);
    return [{ move, there: one, to, from: one.made ? null : (at?.name ?? null) }];
  });
  const forward = moving.filter(({ to, there: { made } }) => to && !made);
  for (const [stageId, group] of Map.groupBy(forward, ({ to }) => to!.id))
    await tx.opportunity.updateMany({
      where: { id: { in: group.map((one) => one.there.id) } },
      data: { stageId, wakeOn: null },
    });
  await attribute(
    tx,
    moving.filter(({ to }) => to),
  );
  await planNext(tx, actor, moving);
  const moved = new Map(moving.map((one) => [one.move, one]));
  return moves.map((move) => {
    const { there: one, from = null, to } = moved.get(move) ?? {};
    return one && to ? { opportunityId: one.id, from, to: to.name } : null;
  });
}

type Mover = Pick<Actor, "userId" | "productId">;
type There = {
  id: string;
  institutionId: string;
  stageId: string;
  ownerId: string | null;
  made?: PipelineStage;
};
type Moving = { move: Move; there: There; from: string | null; to: PipelineStage | null };
type Campaign = { id: string; name: string; launchedById: string | null };

async function findCampaigns(tx: Tx, { productId }: Mover, moves: Move[]): Promise<Map<string, Campaign>> {
  const ids = [...new Set(moves.map(({ campaignId }) => campaignId))];
  const found = await tx.campaign.findMany({
    where: { id: { in: ids }, productId },
    select: { id: true, name: true, launchedById: true },
  });
  if (found.length < ids.length) throw notFound("Cette campagne");
  return new Map(found.map((one) => [one.id, one]));
}

/** In one order, so that two who lock the same never wait for each other. */
async function lock(tx: Tx, { productId }: Mover, institutionIds: string[]): Promise<Map<string, There>> {
  const rows = await tx.$queryRaw<There[]>`
    SELECT "id", "institutionId", "stageId", "ownerId" FROM "Opportunity"
    WHERE "productId" = ${productId}::uuid AND "institutionId" = ANY(${institutionIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
  return new Map(rows.map((row) => [row.institutionId, row]));
}

type Entering = { moves: Move[]; campaigns: Map<string, Campaign>; stages: PipelineStage[] };

/** A partnership that begins by itself is of whoever launched the campaign, when they are still there. */
async function enter(
  tx: Tx,
  actor: Mover,
  { moves, campaigns, stages }: Entering,
): Promise<Map<string, There>> {
  const { productId, userId } = actor;
  const entering = moves.flatMap((move) => {
    const made = stageAfter(stages, null, move.cause);
    return made ? [{ ...move, made, campaign: campaigns.get(move.campaignId)! }] : [];
  });
  if (entering.length === 0) return new Map();
  const ids = entering.map(({ institutionId }) => institutionId);
  const seen = await tx.institution.count({
    where: { id: { in: ids }, OR: [{ productId: null }, { productId }] },
  });
  if (seen < ids.length) throw notFound("Cette institution");
  const launchers = [...new Set(entering.flatMap(({ campaign }) => campaign.launchedById ?? []))];
  const owners = await tx.membership.findMany({
    where: { productId, userId: { in: launchers }, role: { not: "reader" } },
    select: { userId: true },
  });
  const rows = await tx.opportunity.createManyAndReturn({
    data: entering.map(({ institutionId, made, campaign }) => ({
      ...{ productId, institutionId, stageId: made.id, createdById: userId || null },
      ownerId: owners.find((owner) => owner.userId === campaign.launchedById)?.userId ?? null,
      source: `Campagne « ${campaign.name} »`,
    })),
    select: { id: true, institutionId: true, stageId: true, ownerId: true },
    skipDuplicates: true,
  });
  const made = new Map(entering.map((one) => [one.institutionId, one.made]));
  const there = new Map<string, There>(
    rows.map((row) => [row.institutionId, { ...row, made: made.get(row.institutionId)! }]),
  );
  // Somebody put these there meanwhile.
  const late = ids.filter((id) => !there.has(id));
  return late.length > 0 ? new Map([...there, ...(await lock(tx, actor, late))]) : there;
}

/** The trigger has just opened the period; this says what opened it. */
async function attribute(tx: Tx, moving: Moving[]): Promise<void> {
  if (moving.length === 0) return;
  const ids = moving.map(({ there }) => there.id);
  const causes = moving.map(({ move }) => move.cause);
  const campaignIds = moving.map(({ move }) => move.campaignId);
  const messageIds = moving.map(({ move }) => move.messageId ?? null);
  await tx.$executeRaw`
    UPDATE "StagePeriod" p SET "cause" = v."cause", "campaignId" = v."campaignId", "messageId" = v."messageId"
    FROM unnest(${ids}::uuid[], ${causes}::"MoveCause"[], ${campaignIds}::uuid[], ${messageIds}::uuid[])
      AS v("opportunityId", "cause", "campaignId", "messageId")
    WHERE p."opportunityId" = v."opportunityId" AND p."validTo" IS NULL`;
}

/** What someone planned stays; what a rule planned gives way to what the next one says. */
async function planNext(tx: Tx, { productId, userId }: Mover, moving: Moving[]): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { opportunityId: { in: moving.map(({ there }) => there.id) }, doneAt: null },
    select: { id: true, title: true, opportunityId: true },
  });
  const pending = new Map(tasks.map((task) => [task.opportunityId, task]));
  const planned = moving.flatMap((one) => {
    const { title: said, id: taskId } = pending.get(one.there.id) ?? {};
    const title = MOVE_RULES[one.move.cause].next;
    const ruled = Object.values(MOVE_RULES).some(({ next }) => next === said);
    const stays = taskId ? !ruled || said === title || one.move.cause === "reply" : !one.to;
    return stays ? [] : [{ ...one, title, taskId }];
  });
  const [changed, missing] = [planned.filter(({ taskId }) => taskId), planned.filter((one) => !one.taskId)];
  for (const [title, group] of Map.groupBy(changed, (one) => one.title))
    await tx.task.updateMany({
      where: { id: { in: group.flatMap(({ taskId }) => taskId ?? []) } },
      data: { title },
    });
  if (missing.length > 0)
    await tx.task.createMany({
      data: missing.map(({ title, move, there }) => ({
        ...{ productId, institutionId: move.institutionId, opportunityId: there.id, title },
        ...{ dueOn: asDate(isoDay(new Date())), assigneeId: there.ownerId, createdById: userId || null },
      })),
    });
  // The next action is part of what a form was drawn from.
  const still = planned.flatMap(({ to, there }) => (to ? [] : there.id));
  if (still.length > 0)
    await tx.$executeRaw`UPDATE "Opportunity" SET "id" = "id" WHERE "id" = ANY(${still}::uuid[])`;
}
