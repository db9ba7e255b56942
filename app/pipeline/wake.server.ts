import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { asDate } from "./opportunity.ts";
import { firstStage, type PipelineStage } from "./stage.ts";
import { listStages } from "./stages.server.ts";

/** What is to be done with a partnership that has just woken up. */
export const WAKING_ACTION = "Reprendre contact";
const DEED = "partenariat.réveil";
/** So that a morning of thousands leaves the worker to its other jobs. */
const AT_ONCE = 200;

type Sleeper = { id: string; productId: string; institutionId: string; ownerId: string | null; wakeOn: Date };

/**
 * Brings back the partnerships whose day has come, each to the stage it had before sleeping, with somebody to write to
 * today. The system's act, one set each: it can be undone, and what someone has put back to sleep stays so.
 * @returns how many woke up
 */
export async function wakePartnerships(now: Date): Promise<number> {
  const today = isoDay(now);
  const sleepers = await db.$queryRaw<Sleeper[]>`
    SELECT o."id", o."productId", o."institutionId", o."ownerId", o."wakeOn"
    FROM "Opportunity" o JOIN "Stage" s ON s."id" = o."stageId"
    WHERE o."wakeOn" <= ${today}::date AND s."kind" = 'dormant' AND NOT EXISTS (
      SELECT FROM "Change" c WHERE c."table" = 'Opportunity' AND c."rowId" = o."id"::text
        AND c."action" = ${DEED} AND c."before" ->> 'wakeOn' = o."wakeOn"::text)
    ORDER BY o."wakeOn", o."id" LIMIT ${AT_ONCE}`;
  let woken = 0;
  for (const sleeper of sleepers) woken += Number(await wake(sleeper, today));
  return woken;
}

/** Nothing, when another worker or somebody was quicker. */
function wake(sleeper: Sleeper, today: string): Promise<boolean> {
  const system = { userId: "", productId: sleeper.productId };
  return transaction(system, DEED, async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT FROM "Opportunity" o JOIN "Stage" s ON s."id" = o."stageId"
      WHERE o."id" = ${sleeper.id}::uuid AND o."wakeOn" = ${isoDay(sleeper.wakeOn)}::date AND s."kind" = 'dormant'
      FOR UPDATE OF o SKIP LOCKED`;
    if (locked.length === 0) return false;
    const stage = await stageBefore(tx, sleeper);
    await planContact(tx, sleeper, today);
    await tx.opportunity.update({
      where: { id: sleeper.id },
      data: { stageId: stage.id, wakeOn: null, wokeOn: asDate(today) },
    });
    return true;
  });
}

/** The last stage it had while it was awake; the first one, when it was put to sleep at once. */
async function stageBefore(tx: Tx, { id, productId }: Sleeper): Promise<PipelineStage> {
  const stages = await listStages({ productId }, tx);
  const awake = stages.filter(({ kind }) => kind === "open" || kind === "won");
  const last = await tx.stagePeriod.findFirst({
    where: { opportunityId: id, stageId: { in: awake.map((stage) => stage.id) } },
    orderBy: { validFrom: "desc" },
    select: { stageId: true },
  });
  return awake.find((stage) => stage.id === last?.stageId) ?? firstStage(stages);
}

/** What someone had planned for that day or later stays; what was left from before gives way. */
async function planContact(tx: Tx, sleeper: Sleeper, today: string): Promise<void> {
  const { id: opportunityId, productId, institutionId, ownerId: assigneeId } = sleeper;
  const dueOn = asDate(today);
  const pending = await tx.task.findFirst({
    where: { opportunityId, doneAt: null },
    select: { id: true, dueOn: true },
  });
  if (pending?.dueOn && isoDay(pending.dueOn) >= isoDay(sleeper.wakeOn)) return;
  const data = {
    title: WAKING_ACTION,
    dueOn,
    owedBy: "us" as const,
    assigneeId,
    kind: null,
    dueMinute: null,
  };
  if (pending) await tx.task.update({ where: { id: pending.id }, data });
  else await tx.task.create({ data: { ...data, productId, institutionId, opportunityId } });
}
