import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import { isUuid, uuidOr404 } from "#app/ids.ts";
import { describeChange, type Names } from "./describe-change.ts";
import type { LoggedChange } from "./net-changes.ts";

/** The records that have a past to read, and the rows that are part of each. */
const RECORDS = {
  Institution: {
    ...({ Account: "institutionId", Opportunity: "institutionId", Task: "institutionId" } as const),
    UsageFact: "institutionId",
  },
  Contact: { Position: "contactId", Address: "contactId" },
  Opportunity: { Task: "opportunityId" },
  Campaign: {},
  Mailbox: {},
} as const satisfies Record<string, Record<string, string>>;

export type RecordTable = keyof typeof RECORDS;
export type PastLine = { id: string; at: string; sentence: string; setId: string };

/**
 * What happened to a record and to the rows that are part of it, the newest first, in sentences. Changes that touch
 * nothing anyone reads are not told.
 * @throws {AppError} not_found, for a record the product does not see and never had
 */
export async function listChanges(
  actor: Actor,
  table: RecordTable,
  rowId: string,
  cursor?: string | null,
): Promise<{ items: PastLine[]; nextCursor: string | null }> {
  const id = uuidOr404(rowId, "Cette fiche");
  const rows = await rowsOf(actor, table, id);
  const page = await pageOfIds({
    from: Prisma.sql`"Change" c`,
    where: Prisma.sql`c."productId" = ${actor.productId}::uuid AND (c."table", c."rowId") IN (VALUES ${Prisma.join(
      rows.map((row) => Prisma.sql`(${row.table}, ${row.id})`),
    )})`,
    keys: [{ sql: Prisma.sql`c."id"`, type: "number", required: true, descending: true }],
    sort: `${table} ${id}`,
    cursor,
    limit: 50,
  });
  if (!cursor && page.ids.length === 0 && !(await isSeen(actor, table, id))) throw notFound("Cette fiche");
  return { items: await tell(actor, page.ids), nextCursor: page.nextCursor };
}

/** The record and its parts, those that have been removed included. */
async function rowsOf(
  { productId }: Actor,
  table: RecordTable,
  id: string,
): Promise<{ table: string; id: string }[]> {
  const parts = Object.entries(RECORDS[table]).map(
    ([part, column]) => Prisma.sql`
      SELECT ${part} AS "table", "id"::text FROM ${Prisma.raw(`"${part}"`)}
      WHERE ${Prisma.raw(`"${column}"`)} = ${id}::uuid AND "productId" = ${productId}::uuid UNION
      SELECT "table", "rowId" FROM "Change"
      WHERE "productId" = ${productId}::uuid AND "table" = ${part} AND "op" = 'delete' AND "before" ->> ${column} = ${id}`,
  );
  if (parts.length === 0) return [{ table, id }];
  const found = await db.$queryRaw<
    { table: string; id: string }[]
  >`${Prisma.join(parts, " UNION ")} LIMIT 1000`;
  return [{ table, id }, ...found];
}

async function isSeen({ productId }: Actor, table: RecordTable, id: string): Promise<boolean> {
  const shared = table === "Institution" ? Prisma.sql`OR "productId" IS NULL` : Prisma.empty;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM ${Prisma.raw(`"${table}"`)} WHERE "id" = ${id}::uuid AND ("productId" = ${productId}::uuid ${shared})`;
  return rows.length > 0;
}

type Line = LoggedChange & {
  id: string;
  setId: string;
  at: Date;
  action: string | null;
  who: string | null;
  actorId: string | null;
  title: string | null;
};

async function tell(actor: Actor, ids: string[]): Promise<PastLine[]> {
  if (ids.length === 0) return [];
  const lines = await db.$queryRaw<Line[]>`
    SELECT c."id"::text, c."setId", c."table", c."rowId", c."op", c."before", c."after", c."at", c."action",
      c."actorId", u."name" AS "who", t."title"
    FROM "Change" c LEFT JOIN "User" u ON u."id" = c."actorId"
    LEFT JOIN "Task" t ON t."id" = (CASE c."table" WHEN 'Task' THEN c."rowId" END)::uuid
    WHERE c."id" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::bigint`))}) ORDER BY c."id" DESC`;
  const names = await namesIn(actor, lines);
  return lines.flatMap(({ id, at, setId, ...line }) => {
    const who = line.who ?? (line.actorId ? "Un ancien membre" : null);
    const sentence = describeChange({ ...line, who }, names);
    return sentence ? [{ id, at: at.toISOString(), sentence, setId }] : [];
  });
}

/** What the ids in these lines are called. */
async function namesIn({ productId }: Actor, lines: Line[]): Promise<Names> {
  const ids = [...new Set(lines.flatMap(({ before, after }) => [...referred(before), ...referred(after)]))];
  const uuids = ids.filter(isUuid);
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id"::text, "name" FROM "Stage" WHERE "productId" = ${productId}::uuid UNION ALL
    SELECT "id", "name" FROM "User" WHERE "id" = ANY(${ids}) UNION ALL
    SELECT "id"::text, "name" FROM "Mailbox" WHERE "productId" = ${productId}::uuid AND "id" = ANY(${uuids}::uuid[]) UNION ALL
    SELECT "id"::text, concat_ws(' ', "firstName", "lastName") FROM "Contact"
    WHERE "productId" = ${productId}::uuid AND "id" = ANY(${uuids}::uuid[]) UNION ALL
    SELECT "id"::text, "name" FROM "Institution"
    WHERE ("productId" IS NULL OR "productId" = ${productId}::uuid) AND "id" = ANY(${uuids}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function referred(row: LoggedChange["before"]): string[] {
  return Object.entries(row ?? {}).flatMap(([name, id]) =>
    name.endsWith("Id") && typeof id === "string" ? id : [],
  );
}
