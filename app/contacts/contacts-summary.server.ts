import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";

/** The functions the product's contacts hold most often: what the filter offers. At most thirty. */
export async function listFunctions({ productId }: Actor): Promise<string[]> {
  const rows = await db.$queryRaw<{ function: string }[]>`
    SELECT "function" FROM "Position"
    WHERE "productId" = ${productId}::uuid AND "function" IS NOT NULL AND "primary" AND "validTo" IS NULL
      AND "contactId" NOT IN (SELECT "id" FROM "Contact" WHERE "productId" = ${productId}::uuid AND "mergedIntoId" IS NOT NULL)
    GROUP BY "function" ORDER BY count(*) DESC, "function" LIMIT 30`;
  return rows.map((row) => row.function);
}

/** What an empty list says: how many institutions are followed, and how many of them have an address to write to. */
export async function countWaiting({ productId }: Actor): Promise<{ followed: number; reachable: number }> {
  const rows = await db.$queryRaw<[{ followed: number; reachable: number }]>`
    SELECT count(*)::int AS "followed", count(i."email")::int AS "reachable"
    FROM "Account" a JOIN "Institution" i ON i."id" = a."institutionId" WHERE a."productId" = ${productId}::uuid`;
  return rows[0];
}
