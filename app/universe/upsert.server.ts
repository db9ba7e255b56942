import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { InstitutionRow, RelationRow, TerritoryRow } from "./rows.ts";

type Table<Row> = {
  name: string;
  key: keyof Row & string;
  columns: (keyof Row & string)[];
  provenance: boolean;
};

export const TERRITORY: Table<TerritoryRow> = {
  name: "Territory",
  key: "code",
  columns: [
    ...(["code", "kind", "name", "article", "population", "latitude", "longitude", "regionCode"] as const),
    ...(["departementCode", "arrondissementCode", "epciCode", "seatCode", "postcodes"] as const),
    ...(["source", "vintage"] as const),
  ],
  provenance: false,
};

export const INSTITUTION: Table<InstitutionRow> = {
  name: "Institution",
  key: "id",
  columns: [
    ...(["id", "key", "name", "acronym", "kind", "category", "siren", "territoryCode"] as const),
    ...(["departementCode", "regionCode", "population", "website", "keywords", "weight"] as const),
    ...(["source", "vintage", "provenance", "toConfirm"] as const),
  ],
  provenance: true,
};

export const RELATION: Table<RelationRow> = {
  name: "Relation",
  key: "id",
  columns: ["id", "fromId", "toId", "kind", "source", "vintage", "confidence"],
  provenance: false,
};

const staging = (table: { name: string }) => `staged_${table.name.toLowerCase()}`;

/** Prepares the session: what is staged lasts as long as a transaction, the tables as long as the connection. */
export async function createStaging(client: pg.ClientBase): Promise<void> {
  for (const table of [TERRITORY, INSTITUTION, RELATION])
    await client.query(`CREATE TEMP TABLE IF NOT EXISTS ${staging(table)} ON COMMIT DELETE ROWS AS
      SELECT ${list(table.columns)} FROM "${table.name}" WITH NO DATA`);
}

/**
 * Adds the rows that are missing and updates those that differ; touches no other, so that a second load writes
 * nothing. Within a transaction, on a connection that `createStaging` has prepared.
 */
export async function upsert<Row>(client: pg.ClientBase, table: Table<Row>, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  await sendCopy(client, `${staging(table)} (${list(table.columns)})`, copyText(table, rows));
  const columns = table.columns.filter((column) => column !== table.key);
  const fresh = columns.map((column) => freshValue(table, column)).join(", ");
  await client.query(`INSERT INTO "${table.name}" AS t (${list(table.columns)})
    SELECT ${list(table.columns)} FROM ${staging(table)}
    ON CONFLICT ("${table.key}") DO UPDATE SET (${list(columns)}) = ROW(${fresh})
    WHERE ROW(${columns.map((column) => `t."${column}"`).join(", ")}) IS DISTINCT FROM ROW(${fresh})`);
}

/** Rows in the text format of COPY. */
export function copyText<Row>({ columns }: Pick<Table<Row>, "columns">, rows: Row[]): string {
  return rows.map((row) => `${columns.map((column) => cell(row[column])).join("\t")}\n`).join("");
}

/** PostgreSQL's fastest way in. */
export async function sendCopy(client: pg.ClientBase, target: string, text: string): Promise<void> {
  await pipeline(Readable.from([text]), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

/** A fact that came from elsewhere (the directory, say) since the last load is not overwritten. */
function freshValue<Row>(table: Table<Row>, column: string): string {
  if (!table.provenance) return `excluded."${column}"`;
  if (column === "provenance") return `t."provenance" || excluded."provenance"`;
  const elsewhere = `t."provenance" ? '${column}' AND NOT excluded."provenance" ? '${column}'`;
  return `CASE WHEN ${elsewhere} THEN t."${column}" ELSE excluded."${column}" END`;
}

function cell(value: unknown): string {
  if (value === null) return String.raw`\N`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : literal(value);
  // A million cells, of which hardly any has something to escape.
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : text;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(item)).join(",")}}`;
  return JSON.stringify(value);
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function list(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}
