import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { targetIds } from "#app/target/penetration.server.ts";
import { dayNumber } from "#app/ui/format.ts";
import { type Counted, provesByStage, provingStages } from "./metrics.ts";
import type { Delta } from "./objective.ts";

type Dates = { startsOn: Date; endsOn: Date };

/**
 * What each day added to the figure of an objective. Stages count whoever is there, whenever they came, so that their
 * deltas go back to the first partnership; meetings and sums, what the cycle holds.
 */
export async function readDeltas(actor: Actor, counted: Counted, cycle: Dates): Promise<Delta[]> {
  const rows = await db.$queryRaw<{ day: Date; delta: number }[]>`
    SELECT "day", sum("delta")::float8 AS "delta" FROM (${await events(actor, counted, cycle)}) e
    GROUP BY 1 HAVING sum("delta") <> 0 ORDER BY 1`;
  return rows.map(({ day, delta }) => ({ day: dayNumber(day), delta }));
}

/** Days are those of Paris. */
const parisDay = (moment: Prisma.Sql) => Prisma.sql`(${moment} AT TIME ZONE 'Europe/Paris')::date`;

async function events(actor: Actor, counted: Counted, cycle: Dates): Promise<Prisma.Sql> {
  const product = Prisma.sql`${actor.productId}::uuid`;
  const { metric, usageMetric, usageCount } = counted;
  if (provesByStage(metric)) {
    const stages = provingStages(await listStages(actor), metric).map(({ id }) => id);
    const aimed = metric === "penetration" ? await targetIds(actor) : null;
    const periods = Prisma.sql`FROM "StagePeriod" p
      ${aimed ? Prisma.sql`JOIN "Opportunity" o ON o."id" = p."opportunityId" AND o."institutionId" IN (${aimed})` : Prisma.empty}
      WHERE p."productId" = ${product} AND p."stageId" = ANY (${stages}::uuid[])`;
    return Prisma.sql`SELECT ${parisDay(Prisma.sql`p."validFrom"`)} AS "day", 1 AS "delta" ${periods}
      UNION ALL SELECT ${parisDay(Prisma.sql`p."validTo"`)}, -1 ${periods} AND p."validTo" IS NOT NULL`;
  }
  if (metric === "meetings") {
    const happened = parisDay(Prisma.sql`"happenedAt"`);
    return Prisma.sql`SELECT ${happened} AS "day", 1 AS "delta" FROM "Interaction"
      WHERE "productId" = ${product} AND "kind" = 'meeting' AND ${happened} BETWEEN ${cycle.startsOn} AND ${cycle.endsOn}`;
  }
  if (usageCount === "last") {
    return Prisma.sql`SELECT "date" AS "day",
        "value" - lag("value", 1, 0) OVER (PARTITION BY "institutionId" ORDER BY "date") AS "delta"
      FROM "UsageFact" WHERE "productId" = ${product} AND "metric" = ${usageMetric}`;
  }
  return Prisma.sql`SELECT "date" AS "day", "value" AS "delta" FROM "UsageFact" WHERE "productId" = ${product}
    AND "metric" = ${usageMetric} AND "date" BETWEEN ${cycle.startsOn} AND ${cycle.endsOn}`;
}
