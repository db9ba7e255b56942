import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { LEVEL_SQL } from "./facts.server.ts";
import { type Counts, gather, LEVELS, NO_COUNTS, type Segment } from "./funnel.ts";
import { resolveGoal } from "./goal.ts";

/** As many campaigns as are compared. */
export const COMPARED_MAX = 60;

export type Compared = Segment & { launchedAt: Date };

/**
 * The funnels of the latest campaigns, side by side, the newest first; letters to one person are no campaign. All are
 * held to one goal, whatever stops each.
 */
export async function compareCampaigns(
  actor: Actor,
): Promise<{ goal: string | null; campaigns: Compared[] }> {
  const { productId } = actor;
  const { goal, stageIds } = resolveGoal(await listStages(actor), null);
  const campaigns = await db.campaign.findMany({
    where: { productId, kind: "sequence", launchedAt: { not: null } },
    select: { id: true, name: true, launchedAt: true },
    orderBy: { launchedAt: "desc" },
    take: COMPARED_MAX,
  });
  if (campaigns.length === 0) return { goal: null, campaigns: [] };
  const ids = Prisma.sql`ANY(${campaigns.map(({ id }) => id)}::uuid[])`;
  const counts = LEVELS.map(
    (level) => Prisma.sql`count(*) FILTER (WHERE ${LEVEL_SQL[level]})::int AS ${Prisma.raw(`"${level}"`)}`,
  );
  const rows = await db.$queryRaw<({ campaignId: string } & Counts)[]>`
    SELECT e."campaignId", ${Prisma.join(counts)} FROM "Enrollment" e
      LEFT JOIN (
        SELECT m."enrollmentId", bool_or(m."state" IN ('sent', 'bounced')) AS "sent", bool_or(m."state" = 'sent') AS "kept",
          bool_or(m."state" = 'uncertain') AS "doubtful", min(m."sentAt") AS "firstAt"
        FROM "Message" m WHERE m."campaignId" = ${ids} GROUP BY 1
      ) l ON l."enrollmentId" = e."id"
      LEFT JOIN (
        SELECT o."institutionId", max(p."validFrom") AS "reachedAt" FROM "StagePeriod" p
        JOIN "Opportunity" o ON o."id" = p."opportunityId" 
        WHERE p."productId" = ${productId}::uuid AND p."stageId" = ANY(${stageIds}::uuid[]) GROUP BY 1
      ) r ON r."institutionId" = e."institutionId"
    WHERE e."campaignId" = ${ids} AND e."productId" = ${productId}::uuid GROUP BY 1`;
  const known = new Map(rows.map(({ campaignId, ...part }) => [campaignId, part]));
  const compared = campaigns.map(({ id, name, launchedAt }) => ({
    ...{ key: id, label: name, launchedAt: launchedAt!, counts: known.get(id) ?? NO_COUNTS },
  }));
  return { goal: goal?.name ?? null, campaigns: compared };
}

/** The same, by month of launch, the latest first. */
export function byMonth(compared: Compared[]): Segment[] {
  const month = new Map(compared.map(({ key, launchedAt }) => [key, isoDay(launchedAt).slice(0, 7)]));
  return gather(compared, ({ key }) => ({ key: month.get(key)!, label: month.get(key)! })).toSorted(
    (one, other) => other.key.localeCompare(one.key),
  );
}
