import type { Actor } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { csvLine, csvStream } from "./csv.ts";
import { LIST_QUERIES } from "./list-queries.server.ts";
import { EXPORT_LISTS, type ExportList } from "./lists.ts";

const LOT = 2_000;

/**
 * Everything a list finds, as a CSV that streams out as it is read; noted in the log of exports before its first line.
 * @param params those of the list's URL
 * @throws {AppError} invalid, for a filter or an order that the list does not know
 */
export async function exportList(
  actor: Actor,
  list: ExportList,
  params: URLSearchParams,
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  const { q, filter, sort } = readListParams(params);
  const { columns, sql } = await LIST_QUERIES[list](actor, {
    ...{ q, filter, sort },
    columns: params.get("colonnes")?.split(","),
  });
  const id = await note(actor, list, params);
  async function* lines() {
    yield csvLine(columns);
    let count = 0;
    for await (const rows of cursorOver(sql.text, sql.values)) {
      count += rows.length;
      yield rows.map(csvLine).join("");
    }
    await db.export.update({
      where: { id },
      data: { rows: count, finishedAt: new Date() },
      select: { id: true },
    });
  }
  const day = new Date().toISOString().slice(0, 10);
  return { name: `${EXPORT_LISTS[list].file}-${day}.csv`, body: csvStream(lines()) };
}

async function note(actor: Actor, list: ExportList, params: URLSearchParams): Promise<string> {
  const said = Object.fromEntries(
    ["q", "filtre", "tri", "colonnes"].flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value.slice(0, 5_000)] as const] : [];
    }),
  );
  const { id } = await transaction(actor, "export", (tx) =>
    tx.export.create({
      data: { productId: actor.productId, createdById: actor.userId, list, params: said },
      select: { id: true },
    }),
  );
  return id;
}

/** Rows a few at a time, in one reading of the database, in the same memory however many there are. */
async function* cursorOver(text: string, values: unknown[]): AsyncGenerator<(string | null)[][]> {
  const client = await pool.connect();
  client.on("error", ignore);
  try {
    // Read to its end, and not for its first rows; a reader who goes away leaves nothing open for long.
    await client.query(`BEGIN READ ONLY; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off;
      SET LOCAL idle_in_transaction_session_timeout = '5min'`);
    await client.query(`DECLARE listed NO SCROLL CURSOR FOR ${text}`, values);
    const fetch = () =>
      client.query<(string | null)[]>({ text: `FETCH ${LOT} FROM listed`, rowMode: "array" });
    let asked = fetch();
    for (;;) {
      const { rows } = await asked;
      const last = rows.length < LOT;
      // PostgreSQL reads the next ones while these are written out.
      if (!last) {
        asked = fetch();
        asked.catch(ignore);
      }
      if (rows.length > 0) yield rows;
      if (last) return;
    }
  } finally {
    await client.query("ROLLBACK").catch(() => {});
    client.off("error", ignore);
    client.release();
  }
}

/** Said to the query under way; said to nobody else, it would take the process down. */
function ignore(): void {}

export type ExportLine = {
  id: string;
  list: string;
  rows: number;
  by: string | null;
  createdAt: Date;
  finished: boolean;
  q: string | null;
  filtered: boolean;
};

/** The last hundred exports of the product, the last first. */
export async function listExports({ productId }: Actor): Promise<ExportLine[]> {
  const rows = await db.export.findMany({ where: { productId }, orderBy: { createdAt: "desc" }, take: 100 });
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(rows.flatMap(({ createdById }) => createdById ?? []))] } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map(({ id, list, rows: count, createdById, createdAt, finishedAt, params }) => {
    const { q, filtre } = params as { q?: string; filtre?: string };
    return {
      ...{
        id,
        list,
        rows: count,
        createdAt,
        finished: finishedAt !== null,
        q: q ?? null,
        filtered: !!filtre,
      },
      by: names.get(createdById ?? "") ?? null,
    };
  });
}
