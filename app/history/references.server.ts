import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";

/** A column of `table` that holds the id of a row of `parent`. */
export type Reference = { table: string; column: string; parent: string };

/** Written by triggers from the rows it refers to: it follows them, and never holds one back. */
const FOLLOWS = ["StagePeriod"];

/** Every reference of the schema, as PostgreSQL knows them. */
export function readReferences(tx: Tx): Promise<Reference[]> {
  return tx.$queryRaw<Reference[]>`
    SELECT child.relname::text AS "table", a.attname::text AS "column", parent.relname::text AS "parent"
    FROM pg_constraint c
    JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND child.relnamespace = 'public'::regnamespace
      AND child.relname <> ALL (${FOLLOWS})`;
}

/** The rows that refer to one of these; `id` is null where a table has none. */
export function readReferrers(
  tx: Tx,
  { table, column }: Reference,
  parentIds: string[],
): Promise<{ id: string | null; parentId: string }[]> {
  const holder = Prisma.raw(`c."${column}"`);
  return tx.$queryRaw`
    SELECT to_jsonb(c) ->> 'id' AS "id", ${holder}::text AS "parentId"
    FROM ${Prisma.raw(`"${table}"`)} c WHERE ${holder} = ANY(${parentIds}::uuid[])`;
}

/** An account is made at first touch, and its dates come from exchanges: it stays while there is a touch left. */
export function readAccountUsers(
  tx: Tx,
  accountIds: string[],
): Promise<{ table: string; id: string; parentId: string }[]> {
  return tx.$queryRaw`
    SELECT used."table", used."id"::text, a."id"::text AS "parentId" FROM "Account" a
    JOIN (SELECT 'Interaction' AS "table", "id", "productId", "institutionId" FROM "Interaction" UNION ALL
          SELECT 'Opportunity', "id", "productId", "institutionId" FROM "Opportunity") used
      USING ("productId", "institutionId")
    WHERE a."id" = ANY(${accountIds}::uuid[])`;
}
