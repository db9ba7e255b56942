import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";

/** Who may be met at an institution: the product's contacts that hold a post there, by name. */
export async function listPeople(
  { productId }: Actor,
  institutionId: string,
): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT c."id", coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), a."value", 'Sans nom') AS "name"
    FROM "Contact" c
    LEFT JOIN LATERAL (SELECT "value" FROM "Address" WHERE "contactId" = c."id" ORDER BY "primary" DESC LIMIT 1) a ON TRUE
    WHERE c."productId" = ${productId}::uuid AND c."mergedIntoId" IS NULL AND c."id" IN (
      SELECT "contactId" FROM "Position"
      WHERE "productId" = ${productId}::uuid AND "institutionId" = ${institutionId}::uuid AND "validTo" IS NULL)
    ORDER BY c."role", c."lastName", c."firstName", c."id" LIMIT 200`;
}
