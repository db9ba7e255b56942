import type { Tx } from "#app/db/transaction.server.ts";
import type { NetChange } from "#app/history/net-changes.ts";
import { periodsOf, type StageMove } from "./stage-periods.ts";

/**
 * After an undoing, what partnerships derive from their rows: the periods of stages, their clock and their version.
 * @param setId the set that was undone
 */
export async function followReverted(tx: Tx, setId: string, reverted: NetChange[]): Promise<void> {
  const ofTable = (table: string) => reverted.filter((change) => change.table === table);
  const opportunities = ofTable("Opportunity");
  const moved = opportunities.filter(({ op }) => op === "update").map(({ rowId }) => rowId);
  const remade = opportunities.filter(({ op }) => op === "delete").map(({ rowId }) => rowId);
  if (moved.length > 0 || remade.length > 0) await leaveRemovedStages(tx, [...moved, ...remade]);
  if (moved.length > 0) await forgetMoves(tx, setId, moved);
  if (remade.length > 0) await remakePeriods(tx, remade);
  const actedOn = ofTable("Task").map(({ rowId }) => rowId);
  if (actedOn.length > 0) await raiseVersions(tx, actedOn);
}

/**
 * A move that is undone never happened: time at the former stage goes on as if it had not been interrupted. A move and
 * its undoing are dated by their transactions, and so are the periods that they opened and closed.
 */
async function forgetMoves(tx: Tx, setId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH former AS (
      SELECT p."id", p."opportunityId", p."validFrom", c."at" FROM "Change" c
      JOIN "Opportunity" o ON o."id"::text = c."rowId" AND o."id" = ANY(${ids}::uuid[])
      JOIN "StagePeriod" p ON p."opportunityId" = o."id" AND p."stageId" = o."stageId" AND p."validTo" = c."at"
      JOIN "StagePeriod" undone ON undone."opportunityId" = o."id"
        AND undone."validFrom" = c."at" AND undone."validTo" = now()::timestamptz(3)
      WHERE c."setId" = ${setId}::uuid AND c."table" = 'Opportunity' AND c."after" ? 'stageId'
    ), forgotten AS (
      DELETE FROM "StagePeriod" p USING former f
      WHERE p."opportunityId" = f."opportunityId" AND p."validFrom" >= f."at" AND p."id" <> f."id"
    ), reopened AS (
      UPDATE "StagePeriod" p SET "validTo" = NULL FROM former f WHERE p."id" = f."id"
    )
    UPDATE "Opportunity" o SET "stageSince" = f."validFrom" FROM former f WHERE o."id" = f."opportunityId"`;
}

/** A stage that was removed since is no place to go back to: such a partnership begins again at the first one. */
async function leaveRemovedStages(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Opportunity" o SET "stageId" = (
      SELECT f."id" FROM "Stage" f WHERE f."productId" = o."productId" AND f."removedAt" IS NULL AND f."kind" = 'open'
      ORDER BY f."position" LIMIT 1)
    FROM "Stage" s WHERE s."id" = o."stageId" AND s."removedAt" IS NOT NULL AND o."id" = ANY(${ids}::uuid[])`;
}

/** Periods leave with their partnership; the change log still knows them. */
async function remakePeriods(tx: Tx, ids: string[]): Promise<void> {
  const moves = await tx.$queryRaw<Logged[]>`
    SELECT c."rowId" AS "opportunityId", c."productId"::text, c."after" ->> 'stageId' AS "stageId",
      CASE c."op" WHEN 'insert' THEN (c."after" ->> 'createdAt')::timestamptz ELSE c."at" END AS "at", c."actorId" AS "byId", c."action" = 'annulation' AS "undone"
    FROM "Change" c JOIN "Stage" s ON s."id"::text = c."after" ->> 'stageId'
    WHERE c."table" = 'Opportunity' AND c."rowId" = ANY(${ids}) ORDER BY c."id"`;
  const periods = [...Map.groupBy(moves, ({ opportunityId }) => opportunityId).values()].flatMap((ofOne) => {
    const { opportunityId, productId } = ofOne[0]!;
    return periodsOf(ofOne).map((period) => ({ ...period, opportunityId, productId }));
  });
  await tx.stagePeriod.deleteMany({ where: { opportunityId: { in: ids } } });
  await tx.stagePeriod.createMany({ data: periods });
  await tx.$executeRaw`
    UPDATE "Opportunity" o SET "stageSince" = p."validFrom" FROM "StagePeriod" p
    WHERE p."opportunityId" = o."id" AND p."validTo" IS NULL AND o."id" = ANY(${ids}::uuid[])`;
}

type Logged = StageMove & { opportunityId: string; productId: string };

/** The next action is part of what a form was drawn from, though it is a row of its own. */
async function raiseVersions(tx: Tx, taskIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Opportunity" SET "id" = "id" WHERE "id" IN (
      SELECT coalesce("after" ->> 'opportunityId', "before" ->> 'opportunityId')::uuid FROM "Change"
      WHERE "table" = 'Task' AND "rowId" = ANY(${taskIds}) AND "op" <> 'update')`;
}
