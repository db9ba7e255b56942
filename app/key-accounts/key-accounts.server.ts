import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Moment } from "#app/ui/format.ts";
import { daysLate } from "./plan.ts";

export type KeyAccount = {
  institutionId: string;
  name: string;
  ownerName: string | null;
  stage: string | null;
  cadenceDays: number | null;
  lastInteractionAt: Date | null;
  followedSince: Date;
  /** Who decides there, and how many others do. */
  decider: { id: string; name: string } | null;
  deciders: number;
  nextAction: string | null;
  nextActionAt: string | null;
  late: number | null;
};

/** Nobody keeps more of them than this. */
const MOST = 500;

/** The institutions kept for years, those that have been silent for too long first. */
export async function listKeyAccounts({ productId }: Actor, today: Moment): Promise<KeyAccount[]> {
  const rows = await db.$queryRaw<(Omit<KeyAccount, "late" | "decider"> & Decider)[]>`
    SELECT a."institutionId", coalesce(a."corrections" #>> '{name,value}', i."name") AS "name", u."name" AS "ownerName",
      s."name" AS "stage", a."cadenceDays", a."lastInteractionAt", a."createdAt" AS "followedSince",
      d."id" AS "deciderId", d."name" AS "deciderName", coalesce(d."count", 0)::int AS "deciders",
      t."title" AS "nextAction", t."dueOn"::text AS "nextActionAt"
    FROM "Account" a JOIN "Institution" i ON i."id" = a."institutionId"
      LEFT JOIN "Opportunity" o ON o."institutionId" = a."institutionId" AND o."productId" = a."productId"
      LEFT JOIN "Stage" s ON s."id" = o."stageId"
      LEFT JOIN "User" u ON u."id" = coalesce(o."ownerId", a."ownerId")
      LEFT JOIN LATERAL (
        SELECT "title", "dueOn" FROM "Task" WHERE "productId" = a."productId" AND "institutionId" = a."institutionId"
          AND "doneAt" IS NULL ORDER BY "dueOn" NULLS LAST, "id" LIMIT 1) t ON TRUE
      LEFT JOIN LATERAL (
        SELECT c."id", concat_ws(' ', c."firstName", c."lastName") AS "name", count(*) OVER () AS "count"
        FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId" AND c."mergedIntoId" IS NULL
        WHERE p."productId" = a."productId" AND p."institutionId" = a."institutionId" AND p."validTo" IS NULL
          AND p."decisionRole" = 'decides'
        ORDER BY p."influence" DESC NULLS LAST, c."lastName", c."id" LIMIT 1) d ON TRUE
    WHERE a."productId" = ${productId}::uuid AND a."keyAccount" ORDER BY i."name", i."id" LIMIT ${MOST}`;
  const accounts = rows.map(({ deciderId, deciderName, ...row }) => ({
    ...{ ...row, decider: deciderId ? { id: deciderId, name: deciderName! } : null },
    late: daysLate(row, today),
  }));
  return accounts.toSorted((one, other) => (other.late ?? -1) - (one.late ?? -1));
}

type Decider = { deciderId: string | null; deciderName: string | null };
