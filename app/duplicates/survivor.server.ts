import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { isUuid } from "#app/ids.ts";

/** Whom a contact has been merged into, however many merges later; null for one that stands by itself. */
export async function findSurvivor({ productId }: Actor, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT "mergedIntoId" AS "id" FROM "Contact" WHERE "id" = ${id}::uuid AND "productId" = ${productId}::uuid
      UNION SELECT c."mergedIntoId" FROM "Contact" c JOIN chain ON c."id" = chain."id"
    ) SELECT c."id"::text FROM "Contact" c JOIN chain USING ("id") WHERE c."mergedIntoId" IS NULL`;
  return row?.id ?? null;
}
