import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Level } from "./funnel.ts";

/** What the results of one campaign are read with. Its owner has been checked. */
export type Scope = {
  productId: Actor["productId"];
  campaignId: string;
  /** The stage that is aimed at, and those after it. */
  goalStageIds: string[];
};

/** Before this, a letter that was accepted may still come back. */
export const SETTLED_AFTER = Prisma.sql`interval '72 hours'`;

/**
 * One row a recipient `e` with what became of their letters `l` and, `r`, when their institution came to the goal:
 * what every figure counts and every list of rows filters, so that they agree.
 */
export function factsFrom(scope: Scope): Prisma.Sql {
  return Prisma.sql`"Enrollment" e
    LEFT JOIN (
      SELECT m."enrollmentId", bool_or(m."state" IN ('sent', 'bounced')) AS "sent", bool_or(m."state" = 'sent') AS "kept",
        bool_or(m."state" = 'uncertain') AS "doubtful", min(m."sentAt") AS "firstAt",
        min(m."sentAt") FILTER (WHERE m."state" = 'sent') AS "keptAt"
      FROM "Message" m WHERE m."campaignId" = ${scope.campaignId}::uuid GROUP BY m."enrollmentId"
    ) l ON l."enrollmentId" = e."id"
    LEFT JOIN (${reached(scope)}) r ON r."institutionId" = e."institutionId"`;
}

export function ofCampaign({ productId, campaignId }: Scope): Prisma.Sql {
  return Prisma.sql`e."campaignId" = ${campaignId}::uuid AND e."productId" = ${productId}::uuid`;
}

/** When institutions came to the goal, since the launch: the last time, of several. */
export function reached({ productId, campaignId, goalStageIds }: Scope): Prisma.Sql {
  return Prisma.sql`SELECT o."institutionId", max(p."validFrom") AS "reachedAt"
    FROM "StagePeriod" p JOIN "Opportunity" o ON o."id" = p."opportunityId"
    WHERE p."productId" = ${productId}::uuid AND p."stageId" = ANY(${goalStageIds}::uuid[])
      AND p."validFrom" >= (SELECT "launchedAt" FROM "Campaign" WHERE "id" = ${campaignId}::uuid)
    GROUP BY 1`;
}

/** Who answered was written to, whatever the server said since: an answer is the best receipt. */
const ANSWERED = Prisma.sql`(e."repliedAt" IS NOT NULL AND (l."sent" OR l."doubtful"))`;
const DELIVERED = Prisma.sql`(l."kept" OR ${ANSWERED})`;
const POSITIVE = Prisma.sql`(e."sentiment" IN ('positive', 'meeting') OR e."metAt" IS NOT NULL)`;

/** The condition of each level, over `factsFrom`; null counts as no. */
export const LEVEL_SQL: Record<Level, Prisma.Sql> = {
  enrolled: Prisma.sql`TRUE`,
  sent: Prisma.sql`(l."sent" OR ${ANSWERED})`,
  delivered: DELIVERED,
  replied: ANSWERED,
  positive: Prisma.sql`(${DELIVERED} AND ${POSITIVE})`,
  met: Prisma.sql`(${DELIVERED} AND (e."metAt" IS NOT NULL OR e."sentiment" = 'meeting'))`,
  // A stage someone came to without having answered owes nothing to the campaign.
  reached: Prisma.sql`(${DELIVERED} AND r."reachedAt" >= l."firstAt"
    AND (e."repliedAt" IS NOT NULL OR e."metAt" IS NOT NULL OR e."volunteeredAt" IS NOT NULL))`,
};

/** Delivered as far as one can tell, for less than 72 hours. */
export const UNSETTLED = Prisma.sql`(l."kept" AND e."repliedAt" IS NULL AND l."keptAt" > now() - ${SETTLED_AFTER})`;
