import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { answersAt } from "#app/pipeline/opportunity.ts";
import { checkOwner } from "#app/pipeline/owner.server.ts";
import { resolveStage } from "#app/pipeline/stage.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { recentSince } from "#app/pipeline/usage.ts";
import { isoDay } from "#app/ui/format.ts";
import type { BulkChange, BulkCounts } from "./bulk.ts";

/** Over "Opportunity" o: what is so already, and what the change may not touch. */
type Turn = { already: Prisma.Sql; refused: Prisma.Sql; write: (where: Prisma.Sql) => Prisma.Sql[] };

export async function previewPartnerships(
  db: Pick<Tx, "$queryRaw">,
  actor: Actor,
  ids: string[],
  change: BulkChange,
): Promise<BulkCounts> {
  const { already, refused } = await turnOf(db as Tx, actor, change);
  const [seen] = await db.$queryRaw<[{ count: number; already: number; refused: number }]>`
    SELECT count(*)::int AS "count", count(*) FILTER (WHERE ${already})::int AS "already",
      count(*) FILTER (WHERE NOT (${already}) AND ${refused})::int AS "refused"
    FROM "Opportunity" o WHERE ${chosen(actor, ids)}`;
  if (seen.count < ids.length) throw notFound("Un de ces partenariats");
  return { ...seen, changed: seen.count - seen.already - seen.refused };
}

export async function changePartnerships(
  tx: Tx,
  actor: Actor,
  ids: string[],
  change: BulkChange,
): Promise<BulkCounts> {
  // Locked, so that what is counted is what is written.
  await tx.$queryRaw`SELECT 1 FROM "Opportunity" o WHERE ${chosen(actor, ids)} ORDER BY o."id" FOR UPDATE`;
  const counts = await previewPartnerships(tx, actor, ids, change);
  const { already, refused, write } = await turnOf(tx, actor, change);
  const where = Prisma.sql`${chosen(actor, ids)} AND NOT (${already}) AND NOT (${refused})`;
  for (const statement of write(where)) await tx.$executeRaw(statement);
  return counts;
}

const chosen = ({ productId }: Actor, ids: string[]) =>
  Prisma.sql`o."productId" = ${productId}::uuid AND o."id" = ANY(${ids}::uuid[])`;

const NEVER = Prisma.sql`FALSE`;

async function turnOf(tx: Tx, actor: Actor, change: BulkChange): Promise<Turn> {
  switch (change.change) {
    case "stage":
      return toStage(tx, actor, change);
    case "owner":
      if (change.ownerId) await checkOwner(tx, actor, change.ownerId);
      return {
        ...{ already: Prisma.sql`o."ownerId" IS NOT DISTINCT FROM ${change.ownerId}::text`, refused: NEVER },
        write: (where) => [
          Prisma.sql`UPDATE "Opportunity" o SET "ownerId" = ${change.ownerId} WHERE ${where}`,
        ],
      };
    case "nextAction":
      return planned(actor, change);
    default:
      return {
        ...{ already: NEVER, refused: NEVER },
        write: (where) => [Prisma.sql`DELETE FROM "Opportunity" o WHERE ${where}`],
      };
  }
}

/** Where a stage asks for a use that was seen, those without one stay where they are, and are counted. */
async function toStage(tx: Tx, actor: Actor, change: BulkChange & { change: "stage" }): Promise<Turn> {
  const today = isoDay(new Date());
  const stage = resolveStage(await listStages(actor, tx), change.stage);
  const { wakeOn, lostReason } = answersAt(stage, change, null, today);
  const refused =
    stage.milestone === "active"
      ? Prisma.sql`NOT EXISTS (SELECT FROM "UsageFact" us WHERE us."productId" = o."productId"
          AND us."institutionId" = o."institutionId" AND us."date" >= ${recentSince(today)}::date)`
      : NEVER;
  return {
    already: Prisma.sql`o."stageId" = ${stage.id}::uuid`,
    refused,
    write: (where) => [
      Prisma.sql`UPDATE "Opportunity" o SET "stageId" = ${stage.id}::uuid, "wakeOn" = ${wakeOn}::date,
        "lostReason" = ${lostReason} WHERE ${where}`,
    ],
  };
}

/** The action that is not done is changed, or one is made; either raises the partnership's version. */
function planned({ productId, userId }: Actor, change: BulkChange & { change: "nextAction" }): Turn {
  const dueOn = Prisma.sql`${change.dueOn ?? null}::date`;
  const same = Prisma.sql`EXISTS (SELECT FROM "Task" t WHERE t."opportunityId" = o."id" AND t."doneAt" IS NULL
    AND t."title" = ${change.title} AND t."dueOn" IS NOT DISTINCT FROM ${dueOn} AND t."owedBy" = 'us')`;
  return {
    ...{ already: same, refused: NEVER },
    write: (where) => [
      Prisma.sql`UPDATE "Opportunity" o SET "id" = "id" WHERE ${where}`,
      Prisma.sql`UPDATE "Task" t SET "title" = ${change.title}, "dueOn" = ${dueOn}, "owedBy" = 'us'
        FROM "Opportunity" o WHERE t."opportunityId" = o."id" AND t."doneAt" IS NULL AND ${where}`,
      Prisma.sql`INSERT INTO "Task" ("productId", "institutionId", "opportunityId", "title", "dueOn", "assigneeId", "createdById")
        SELECT ${productId}::uuid, o."institutionId", o."id", ${change.title}, ${dueOn}, o."ownerId", ${userId}
        FROM "Opportunity" o WHERE ${where}
          AND NOT EXISTS (SELECT FROM "Task" t WHERE t."opportunityId" = o."id" AND t."doneAt" IS NULL)`,
    ],
  };
}
