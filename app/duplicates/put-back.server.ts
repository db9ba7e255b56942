import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { LoggedRow, NetChange } from "#app/history/net-changes.ts";

/** The columns a merge may change, by table. */
const COLUMNS = {
  Position: ["contactId", "primary", "function", "decisionRole", "influence", "interest", "validFrom"],
  Address: ["contactId", "primary", "validTo"],
  Interaction: ["contactId"],
  Task: ["contactId"],
  Participant: ["contactId"],
} as const;

type Table = keyof typeof COLUMNS;
type Back = { id: string; before: LoggedRow };

/**
 * Gives rows their values of before a merge. Where something else has become the primary one since, the row goes back
 * as a second one: there is room for one.
 */
export async function putBack(tx: Tx, table: Table, pieces: NetChange[]): Promise<void> {
  const rows = pieces.flatMap((piece) =>
    piece.table === table && piece.op === "update" ? { id: piece.rowId, before: piece.before } : [],
  );
  if (rows.length === 0) return;
  if (table !== "Position" && table !== "Address") return write(tx, table, rows);
  const aside = rows.filter(({ before }) => before.primary === true || "contactId" in before);
  const primary = await setAside(tx, table, aside);
  await write(
    tx,
    table,
    rows
      .map(({ id, before }) => ({ id, before: { ...before, primary: false } }))
      .filter(({ id }) => primary.has(id)),
  );
  await write(
    tx,
    table,
    rows.filter(({ id }) => !primary.has(id)),
  );
  for (const { id, before } of aside) {
    if (before.primary === true || (before.primary === undefined && primary.get(id)))
      await makePrimary(tx, table, id);
  }
}

/** Nobody's primary for a moment, so that they can be given back in any order. @returns what each was */
async function setAside(tx: Tx, table: Table, rows: Back[]): Promise<Map<string, boolean>> {
  const ids = rows.map(({ id }) => id);
  const found = await tx.$queryRaw<{ id: string; primary: boolean }[]>`
    SELECT "id"::text, "primary" FROM ${name(table)} WHERE "id" = ANY(${ids}::uuid[]) FOR UPDATE`;
  await tx.$executeRaw`UPDATE ${name(table)} SET "primary" = false WHERE "id" = ANY(${ids}::uuid[]) AND "primary"`;
  return new Map(found.map(({ id, primary }) => [id, primary]));
}

async function write(tx: Tx, table: Table, rows: Back[]): Promise<void> {
  if (rows.length === 0) return;
  const list = Prisma.raw(COLUMNS[table].map((column) => `"${column}"`).join(", "));
  await tx.$executeRaw`
    UPDATE ${name(table)} AS t SET (${list}) = (SELECT ${list} FROM jsonb_populate_record(t, r."before"))
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "before" jsonb) WHERE t."id" = r."id"`;
}

async function makePrimary(tx: Tx, table: Table, id: string): Promise<void> {
  const alike = table === "Address" ? Prisma.sql`AND o."kind" = t."kind"` : Prisma.empty;
  await tx.$executeRaw`
    UPDATE ${name(table)} t SET "primary" = true WHERE "id" = ${id}::uuid AND NOT EXISTS (
      SELECT FROM ${name(table)} o
      WHERE o."contactId" = t."contactId" AND o."id" <> t."id" AND o."primary" AND o."validTo" IS NULL
        AND t."validTo" IS NULL ${alike})`;
}

const name = (table: Table) => Prisma.raw(`"${table}"`);
