import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { factsFrom, LEVEL_SQL, ofCampaign } from "#app/results/facts.server.ts";
import { scopeOf } from "#app/results/results.server.ts";
import { type ExperimentGoal, type Measure, measureOf } from "./experiment.ts";

const REACHED: Record<ExperimentGoal, Prisma.Sql> = {
  ...{ reply: LEVEL_SQL.replied, positive: LEVEL_SQL.positive, meeting: LEVEL_SQL.met },
  volunteer: Prisma.sql`(${LEVEL_SQL.delivered} AND e."volunteeredAt" IS NOT NULL)`,
};

/** How many did it, of the people whose letter was delivered: the figures of the funnel. */
export async function measureGoal(actor: Actor, campaignId: string, goal: ExperimentGoal): Promise<Measure> {
  const scope = await scopeOf(actor, campaignId);
  const [row] = await db.$queryRaw<[{ reached: number; of: number }]>`
    SELECT count(*) FILTER (WHERE ${REACHED[goal]})::int AS "reached",
      count(*) FILTER (WHERE ${LEVEL_SQL.delivered})::int AS "of"
    FROM ${factsFrom(scope)} WHERE ${ofCampaign(scope)}`;
  return measureOf(row.reached, row.of);
}
