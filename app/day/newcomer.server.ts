import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";

/** Whether the product has nothing to do yet: neither partnership, nor action, nor exchange. */
export async function isNewcomer({ productId }: Actor): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ none: boolean }]>`
    SELECT NOT (EXISTS (SELECT FROM "Opportunity" WHERE "productId" = ${productId}::uuid)
      OR EXISTS (SELECT FROM "Task" WHERE "productId" = ${productId}::uuid)
      OR EXISTS (SELECT FROM "Interaction" WHERE "productId" = ${productId}::uuid)) AS "none"`;
  return row.none;
}
