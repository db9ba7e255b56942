import { z } from "zod";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { AppError } from "#app/errors.ts";
import { fold } from "#app/search/query.ts";
import { cleanCell } from "./cells.ts";
import { type TableRecord, UnreadableTable } from "./csv.ts";
import { fieldsOf } from "./fields.ts";
import { nameColumns } from "./mapping.ts";
import { COLUMNS_MAX, guessReading, readRecords, type Reading, type Source } from "./table.server.ts";

/** How a file is read, once and for all: what was guessed of it, or chosen by hand. */
export const layoutSchema = z.object({
  format: z.enum(["csv", "xlsx"]),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  delimiter: z.string().max(1),
  /** The physical line of the titles; 0 when there are none. */
  header: z.int().min(0),
  columns: z.array(z.string()),
  /** The first values of each column, row by row. */
  samples: z.array(z.array(z.string())),
});
export type Layout = z.output<typeof layoutSchema>;

const SAMPLES = 5;
/** A title may stand under a few lines of presentation. */
const HEAD = 10;

/**
 * Reads the beginning of a file: its dialect, its columns, a few values.
 * @throws {AppError} invalid, with a sentence that says what the file is and what to do
 */
export async function readLayout(
  source: Source,
  kind: ImportKind,
  chosen: Partial<Reading> & { header?: number } = {},
): Promise<Layout> {
  return orRefuse(async () => {
    const reading = await guessReading(source, chosen);
    const head: TableRecord[] = [];
    for await (const records of readRecords(source, reading)) {
      head.push(...records.slice(0, HEAD + SAMPLES - head.length));
      if (head.length >= HEAD + SAMPLES) break;
    }
    if (head.length === 0) throw new UnreadableTable("Ce fichier est vide.");
    const header = chosen.header ?? findHeader(head, kind);
    const titles = head.find(({ line }) => line === header);
    const rows = head.filter(({ line }) => line > header).slice(0, SAMPLES);
    const width = Math.max(
      titles?.cells.length ?? 0,
      ...(titles ? [] : rows.map(({ cells }) => cells.length)),
    );
    if (width > COLUMNS_MAX)
      throw new UnreadableTable(
        `Ce fichier a ${width} colonnes, ${COLUMNS_MAX} au plus sont lues : retirez celles qui ne servent pas.`,
      );
    if (rows.length === 0)
      throw new UnreadableTable("Ce fichier n’a que des titres : ajoutez au moins une ligne, puis reprenez.");
    const columns = nameColumns(trimmed(titles?.cells ?? Array.from({ length: width }, () => "")));
    const samples = rows.map(({ cells }) => columns.map((_, index) => sample(cells[index] ?? "")));
    return { ...reading, header, columns, samples };
  });
}

/** The records under the titles. @throws {AppError} invalid */
export async function* readRows(source: Source, layout: Layout): AsyncGenerator<TableRecord[]> {
  try {
    for await (const records of readRecords(source, layout)) {
      const rows = records.filter(({ line }) => line > layout.header);
      if (rows.length > 0) yield rows;
    }
  } catch (error) {
    throw refusalOf(error);
  }
}

export async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  return error instanceof UnreadableTable
    ? new AppError("invalid", error.message, { fields: { file: error.message } })
    : error;
}

const sample = (cell: string) =>
  cleanCell(cell.slice(0, 200).replaceAll("\0", "\ufffd").toWellFormed()).slice(0, 80);

function trimmed(cells: string[]): string[] {
  const clean = cells.map((cell) => sample(cell));
  while (clean.length > 0 && clean.at(-1) === "") clean.pop();
  return clean;
}

/** The line that looks most like titles; none, when the first one already holds an address or a number. */
function findHeader(head: TableRecord[], kind: ImportKind): number {
  const known = new Set(
    Object.values(fieldsOf(kind)).flatMap(({ called }) => called.map((name) => fold(name))),
  );
  const scored = head.slice(0, HEAD).map(({ line, cells }) => ({
    line,
    score: cells.filter((cell) => known.has(fold(cell))).length,
  }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.score > 0) return best.line;
  const first = head.find(({ cells }) => cells.filter((cell) => cell.trim() !== "").length > 1) ?? head[0]!;
  const holds = first.cells.some((cell) => /@|^[\d\s]{9,}$/.test(cell.trim()));
  return holds ? 0 : first.line;
}
