import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { LoggedRow } from "./net-changes.ts";
import type { UndoableTable } from "./undoable.ts";

type Left = { id: string; after: LoggedRow };

/** The rows that still hold what the set left in them, locked until the transaction ends. */
export async function rowsAsLeft(tx: Tx, table: UndoableTable, rows: Left[]): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT t."id"::text FROM ${from(rows)} JOIN ${name(table)} t ON t."id" = set."id"
    WHERE ${AS_LEFT} FOR UPDATE OF t`;
  return found.map(({ id }) => id);
}

export async function removeRows(tx: Tx, table: UndoableTable, ids: string[]): Promise<string[]> {
  return batch(
    tx,
    ids,
    (some) => tx.$queryRaw`DELETE FROM ${name(table)} WHERE "id" = ANY(${some}::uuid[]) RETURNING "id"::text`,
  );
}

/** Puts the former values back in the rows that still hold what the set left. */
export async function restoreValues(
  tx: Tx,
  table: UndoableTable,
  rows: (Left & { before: LoggedRow })[],
): Promise<string[]> {
  const columns = (await writableColumns(tx, table)).filter((column) => column !== "id");
  const list = Prisma.raw(columns.map((column) => `"${column}"`).join(", "));
  return batch(
    tx,
    rows,
    (some) =>
      tx.$queryRaw`
      UPDATE ${name(table)} AS t SET (${list}) = (SELECT ${list} FROM jsonb_populate_record(t, set."before"))
      FROM ${from(some)} WHERE t."id" = set."id" AND ${AS_LEFT} RETURNING t."id"::text`,
  );
}

/** Makes rows again as they were. A column that the change log never holds takes its default. */
export async function remakeRows(tx: Tx, table: UndoableTable, rows: LoggedRow[]): Promise<string[]> {
  const writable = await writableColumns(tx, table);
  const columnsOf = (row: LoggedRow) => writable.filter((column) => column in row);
  // A row logged before a migration added a column has fewer of them.
  const alike = Map.groupBy(rows, (row) => columnsOf(row).join(" "));
  const made: string[] = [];
  for (const some of alike.values()) {
    const list = Prisma.raw(
      columnsOf(some[0]!)
        .map((column) => `"${column}"`)
        .join(", "),
    );
    const write = (part: LoggedRow[]) => tx.$queryRaw`
      INSERT INTO ${name(table)} (${list})
      SELECT ${list} FROM jsonb_populate_recordset(NULL::${name(table)}, ${JSON.stringify(part)}::jsonb)
      RETURNING "id"::text`;
    made.push(...(await batch(tx, some, write)));
  }
  return made;
}

/** Compared as a row, not as JSON: a moment is the same moment in whatever time zone it was logged. */
const AS_LEFT = Prisma.sql`jsonb_populate_record(t, set."after") IS NOT DISTINCT FROM t`;

const name = (table: UndoableTable) => Prisma.raw(`"${table}"`);

const from = (rows: Left[]) =>
  Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS set("id" uuid, "before" jsonb, "after" jsonb)`;

async function writableColumns(tx: Tx, table: UndoableTable): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT attname::text AS "name" FROM pg_attribute
    WHERE attrelid = ${`"${table}"`}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum`;
  return rows.map((row) => row.name);
}

/**
 * All at once; where one row of them breaks a rule of the data (another next action has been planned since), each by
 * itself, and that one is left.
 * @returns the ids of the rows that were written
 */
async function batch<Row>(
  tx: Tx,
  rows: Row[],
  write: (some: Row[]) => PromiseLike<unknown>,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const all = await attempt(tx, () => write(rows));
  if (all) return all;
  if (rows.length === 1) return [];
  const written: string[] = [];
  for (const row of rows) written.push(...((await attempt(tx, () => write([row]))) ?? []));
  return written;
}

async function attempt(tx: Tx, write: () => PromiseLike<unknown>): Promise<string[] | undefined> {
  await tx.$executeRaw`SAVEPOINT attempt`;
  try {
    const rows = (await write()) as { id: string }[];
    await tx.$executeRaw`RELEASE SAVEPOINT attempt`;
    return rows.map(({ id }) => id);
  } catch (error) {
    if (!breaksARule(error)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT attempt`;
    return undefined;
  }
}

/** SQLSTATE class 23: a reference, a uniqueness or a check that the row would break. */
function breaksARule(error: unknown): boolean {
  const said = JSON.stringify((error as { meta?: unknown }).meta ?? {});
  return (
    /"(?:code|originalCode)":"23\d{3}"/.test(said) ||
    /^P200[2-4]$/.test((error as { code?: string }).code ?? "")
  );
}
