import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { targetIds } from "#app/target/penetration.server.ts";
import { type Counted, provesByStage, provingStages } from "./metrics.ts";

/** What a figure is made of: an institution, when, and what it brings. */
export type CountedRow = {
  id: string;
  institutionId: string;
  name: string;
  day: Date;
  what: string;
  value: number;
};

const SHOWN = 200;

/** The very rows an objective counts on this day (« 2026-12-31 »), the latest first; 200 at most, and how many in all. */
export async function readCountedRows(
  actor: Actor,
  objective: Counted,
  cycle: { startsOn: Date; endsOn: Date },
  day: string,
): Promise<{ rows: CountedRow[]; total: number }> {
  const query = await rowsOf(actor, objective, cycle, new Date(day));
  const rows = await db.$queryRaw<(CountedRow & { total: number })[]>`
    SELECT r.*, coalesce(a."corrections" #>> '{name,value}', i."name") AS "name", count(*) OVER ()::int AS "total"
    FROM (${query}) r JOIN "Institution" i ON i."id" = r."institutionId"
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${actor.productId}::uuid
    ORDER BY r."day" DESC, i."name", r."id" LIMIT ${SHOWN}`;
  return { rows, total: rows[0]?.total ?? 0 };
}

async function rowsOf(actor: Actor, counted: Counted, cycle: { startsOn: Date; endsOn: Date }, day: Date) {
  const product = Prisma.sql`${actor.productId}::uuid`;
  const { metric, usageMetric, usageCount } = counted;
  const within = (date: Prisma.Sql) => Prisma.sql`${date} BETWEEN ${cycle.startsOn} AND ${cycle.endsOn}`;
  if (provesByStage(metric)) {
    const stages = provingStages(await listStages(actor), metric).map(({ id }) => id);
    const aimed = metric === "penetration" ? await targetIds(actor) : null;
    return Prisma.sql`SELECT p."id", o."institutionId", ${paris(Prisma.sql`p."validFrom"`)} AS "day", s."name" AS "what",
        1::float8 AS "value"
      FROM "StagePeriod" p JOIN "Opportunity" o ON o."id" = p."opportunityId" JOIN "Stage" s ON s."id" = p."stageId"
      WHERE p."productId" = ${product} AND p."stageId" = ANY (${stages}::uuid[])
        AND ${paris(Prisma.sql`p."validFrom"`)} <= ${day}
        AND (p."validTo" IS NULL OR ${paris(Prisma.sql`p."validTo"`)} > ${day})
        ${aimed ? Prisma.sql`AND o."institutionId" IN (${aimed})` : Prisma.empty}`;
  }
  if (metric === "meetings") {
    return Prisma.sql`SELECT n."id", n."institutionId", ${paris(Prisma.sql`n."happenedAt"`)} AS "day", n."summary" AS "what",
        1::float8 AS "value"
      FROM "Interaction" n WHERE n."productId" = ${product} AND n."kind" = 'meeting'
        AND ${within(paris(Prisma.sql`n."happenedAt"`))} AND ${paris(Prisma.sql`n."happenedAt"`)} <= ${day}`;
  }
  const facts = Prisma.sql`u."id", u."institutionId", u."date" AS "day", u."metric" AS "what", u."value"
    FROM "UsageFact" u WHERE u."productId" = ${product} AND u."metric" = ${usageMetric} AND u."date" <= ${day}`;
  return usageCount === "last"
    ? Prisma.sql`SELECT DISTINCT ON (u."institutionId") ${facts} ORDER BY u."institutionId", u."date" DESC`
    : Prisma.sql`SELECT ${facts} AND ${within(Prisma.sql`u."date"`)}`;
}

const paris = (moment: Prisma.Sql) => Prisma.sql`(${moment} AT TIME ZONE 'Europe/Paris')::date`;
