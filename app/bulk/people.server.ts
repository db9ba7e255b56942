import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { BulkCounts } from "./bulk.ts";

/** @throws {AppError} not_found, when one of them is not the product's */
export async function countContacts(
  db: Pick<Tx, "$queryRaw">,
  { productId }: Actor,
  ids: string[],
): Promise<BulkCounts> {
  const [seen] = await db.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS "count" FROM "Contact"
    WHERE "id" = ANY(${ids}::uuid[]) AND "productId" = ${productId}::uuid AND "mergedIntoId" IS NULL`;
  if (seen.count < ids.length) throw notFound("Un de ces contacts");
  return { count: ids.length, changed: ids.length, already: 0, refused: 0 };
}

/** Contacts with their posts and addresses, and those merged into them; exchanges stay with the institution. */
export async function deleteContacts(tx: Tx, actor: Actor, ids: string[]): Promise<BulkCounts> {
  const counts = await countContacts(tx, actor, ids);
  await tx.$executeRaw`WITH RECURSIVE gone AS (
      SELECT "id" FROM "Contact" WHERE "id" = ANY(${ids}::uuid[]) AND "productId" = ${actor.productId}::uuid
      UNION SELECT c."id" FROM "Contact" c JOIN gone ON c."mergedIntoId" = gone."id"
    ) DELETE FROM "Contact" WHERE "id" IN (SELECT "id" FROM gone)`;
  return counts;
}
