import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { checkOwner } from "#app/pipeline/owner.server.ts";
import type { BulkChange, BulkCounts } from "./bulk.ts";

type Reader = Pick<Tx, "$queryRaw">;

/** What an account becomes, where it is not so already, and whether one is made where there is none. */
type Turn = { column: string; value: Prisma.Sql; fresh: Prisma.Sql | null; already: Prisma.Sql };

export async function previewAccounts(
  db: Reader,
  actor: Actor,
  ids: string[],
  change: BulkChange,
): Promise<BulkCounts> {
  const { already, fresh } = turnOf(change);
  await checkInSight(db, actor, ids);
  const so = Prisma.sql`CASE WHEN a."id" IS NULL THEN ${fresh === null} ELSE ${already} END`;
  const rows = await db.$queryRaw<[{ already: number }]>`
    SELECT count(*) FILTER (WHERE ${
      change.change === "owner"
        ? Prisma.sql`CASE WHEN o."id" IS NULL THEN ${so}
      ELSE o."ownerId" IS NOT DISTINCT FROM ${change.ownerId} END`
        : so
    })::int AS "already"
    FROM unnest(${ids}::uuid[]) chosen("id")
    LEFT JOIN "Account" a ON a."institutionId" = chosen."id" AND a."productId" = ${actor.productId}::uuid
    LEFT JOIN "Opportunity" o ON o."institutionId" = chosen."id" AND o."productId" = ${actor.productId}::uuid`;
  const { already: count } = rows[0];
  return { count: ids.length, changed: ids.length - count, already: count, refused: 0 };
}

/** The accounts there are, then those that are not yet: a first touch. An owner is the partnership's, where there is one. */
export async function changeAccounts(
  tx: Tx,
  actor: Actor,
  ids: string[],
  change: BulkChange,
): Promise<BulkCounts> {
  await checkInSight(tx, actor, ids);
  if (change.change === "owner" && change.ownerId) await checkOwner(tx, actor, change.ownerId);
  const { productId } = actor;
  const { column, value, fresh, already } = turnOf(change);
  const name = Prisma.raw(`"${column}"`);
  const chosen = Prisma.sql`"productId" = ${productId}::uuid AND "institutionId" = ANY(${ids}::uuid[])`;
  let changed = 0;
  const without =
    change.change === "owner"
      ? Prisma.sql`AND NOT EXISTS (SELECT FROM "Opportunity" o
          WHERE o."productId" = ${productId}::uuid AND o."institutionId" = a."institutionId")`
      : Prisma.empty;
  if (change.change === "owner") {
    changed += await tx.$executeRaw`UPDATE "Opportunity" SET "ownerId" = ${change.ownerId}
      WHERE ${chosen} AND "ownerId" IS DISTINCT FROM ${change.ownerId}`;
  }
  changed += await tx.$executeRaw`UPDATE "Account" a SET ${name} = ${value}
    WHERE ${chosen} AND NOT (${already}) ${without}`;
  if (fresh) {
    changed += await tx.$executeRaw`INSERT INTO "Account" ("productId", "institutionId", ${name})
      SELECT ${productId}::uuid, a."institutionId", ${fresh} FROM unnest(${ids}::uuid[]) a("institutionId")
      WHERE NOT EXISTS (SELECT FROM "Account" known WHERE known."productId" = ${productId}::uuid
        AND known."institutionId" = a."institutionId") ${without}
      ON CONFLICT ("productId", "institutionId") DO NOTHING`;
  }
  return { count: ids.length, changed, already: ids.length - changed, refused: 0 };
}

function turnOf(change: BulkChange): Turn {
  if (change.change === "owner") {
    const value = Prisma.sql`${change.ownerId}::text`;
    const already = Prisma.sql`a."ownerId" IS NOT DISTINCT FROM ${value}`;
    return { column: "ownerId", value, already, fresh: change.ownerId === null ? null : value };
  }
  if (change.change === "keyAccount") {
    const value = Prisma.sql`${change.on}::boolean`;
    return {
      column: "keyAccount",
      value,
      already: Prisma.sql`a."keyAccount" = ${value}`,
      fresh: change.on ? value : null,
    };
  }
  const tag = Prisma.sql`${(change as { tag: string }).tag}::text`;
  const has = Prisma.sql`${tag} = ANY(a."tags")`;
  if (change.change === "addTag") {
    return {
      column: "tags",
      value: Prisma.sql`a."tags" || ${tag}`,
      already: has,
      fresh: Prisma.sql`ARRAY[${tag}]`,
    };
  }
  return {
    column: "tags",
    value: Prisma.sql`array_remove(a."tags", ${tag})`,
    already: Prisma.sql`NOT ${has}`,
    fresh: null,
  };
}

async function checkInSight(db: Reader, { productId }: Actor, ids: string[]): Promise<void> {
  const [seen] = await db.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS "count" FROM "Institution"
    WHERE "id" = ANY(${ids}::uuid[]) AND ("productId" IS NULL OR "productId" = ${productId}::uuid)`;
  if (seen.count < ids.length) throw notFound("Une de ces institutions");
}
