import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import { readRows } from "#app/db/read.server.ts";
import { AppError } from "#app/errors.ts";
import { keyed } from "#app/outbox/keyed.server.ts";
import type { Field, Fields } from "./compile.server.ts";
import { TYPES } from "./field-types.server.ts";

/** One expression a list is ordered by. What is absent comes last, whichever the direction. */
export type SortKey = Pick<Field, "sql" | "type" | "required" | "values"> & { descending?: boolean };

export const MAX_LIMIT = 200;

type List = {
  /** FROM, with its joins; `where` holds the product's scope. */
  from: Prisma.Sql;
  where: Prisma.Sql;
  /** The last key is unique, so that every row has its place. */
  keys: SortKey[];
  /** The name of this order: a cursor of another one is refused. */
  sort: string;
  cursor?: string | null | undefined;
  limit: number;
};

/**
 * One page of a list, by keyset: where the last page ended is a value, not a count, so that the hundredth page costs
 * the first one's price and a row that arrives meanwhile neither repeats nor hides another.
 * @returns the rows' ids (the last key) in order, and the opaque cursor of the next page, null at the end
 * @throws {AppError} invalid, for a cursor that was not issued for this order, or a limit out of bounds
 */
export async function pageOfIds(list: List): Promise<{ ids: string[]; nextCursor: string | null }> {
  const { from, where, keys, cursor, limit } = list;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new AppError("invalid", `La taille d’une page va de 1 à ${MAX_LIMIT}.`, {
      fields: { limit: `De 1 à ${MAX_LIMIT}.` },
    });
  }
  const place = cursor ? readCursor(cursor, list) : undefined;
  const rows = await readRows<{ place: (string | null)[] }>(Prisma.sql`
    SELECT ARRAY[${Prisma.join(keys.map(({ sql }) => Prisma.sql`(${sql})::text`))}] AS "place"
    FROM ${from}
    WHERE ${where} ${place ? Prisma.sql`AND ${after(keys, place)}` : Prisma.empty}
    ORDER BY ${Prisma.join(keys.map(orderBy))}
    LIMIT ${limit + 1}`);
  const page = rows.slice(0, limit);
  return {
    ids: page.map((row) => row.place.at(-1)!),
    nextCursor: rows.length > limit ? writeCursor(list, page.at(-1)!.place) : null,
  };
}

/**
 * The order asked for, « name » or « -name », then what settles equal rows.
 * @throws {AppError} invalid, when the entity cannot be sorted so
 */
export function sortKeys(sort: string, fields: Fields, settle: SortKey[]): SortKey[] {
  const name = sort.replace(/^-/, "");
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field?.sortable) {
    throw new AppError("invalid", `Cette liste ne se trie pas par « ${name.slice(0, 40)} ».`, {
      fields: { sort: "Tri inconnu." },
    });
  }
  const descending = sort.startsWith("-");
  // The same way all along, so that an index can be walked, forwards or backwards.
  const rest = settle.filter((key) => key.sql !== field.sql).map((key) => ({ ...key, descending }));
  return [{ ...field, ...field.order, descending }, ...rest];
}

/** Where a page that ends at this place goes on: for lists whose first pages are read all at once. */
export function cursorAt(list: Pick<List, "from" | "sort">, place: (string | null)[]): string {
  return writeCursor(list, place);
}

/** Absent values come last; of a required key, PostgreSQL need not be told, and an index walks both ways. */
export function orderBy({ sql, descending, required }: SortKey): Prisma.Sql {
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return required ? Prisma.sql`${sql} ${direction}` : Prisma.sql`${sql} ${direction} NULLS LAST`;
}

/** The rows after a place. */
function after(keys: SortKey[], place: (string | null)[]): Prisma.Sql {
  const [first] = keys;
  const oneWay = keys.every((key) => key.required && !key.descending === !first?.descending);
  if (oneWay) {
    // As a row, for this is the form in which an index knows where to begin.
    const sides = [keys.map(({ sql }) => sql), keys.map((key, i) => readBack(key, place[i]!))];
    const [row, start] = sides.map((side) => Prisma.sql`(${Prisma.join(side)})`);
    return Prisma.sql`${row} ${first?.descending ? Prisma.sql`<` : Prisma.sql`>`} ${start}`;
  }
  const branches = keys.map((key, i) => {
    const same = keys.slice(0, i).map((earlier, j) => equal(earlier, place[j]!));
    return Prisma.sql`(${Prisma.join([...same, beyond(key, place[i]!)], " AND ")})`;
  });
  return Prisma.sql`(${Prisma.join(branches, " OR ")})`;
}

function equal(key: SortKey, at: string | null): Prisma.Sql {
  return at === null ? Prisma.sql`${key.sql} IS NULL` : Prisma.sql`${key.sql} = ${readBack(key, at)}`;
}

function beyond(key: SortKey, at: string | null): Prisma.Sql {
  if (at === null) return Prisma.sql`FALSE`;
  const sign = key.descending ? Prisma.sql`<` : Prisma.sql`>`;
  const past = Prisma.sql`${key.sql} ${sign} ${readBack(key, at)}`;
  return key.required ? past : Prisma.sql`(${past} OR ${key.sql} IS NULL)`;
}

function readBack({ type }: SortKey, at: string): Prisma.Sql {
  return TYPES[type].readBack(at);
}

function writeCursor(list: Pick<List, "from" | "sort">, place: (string | null)[]): string {
  return signed(list, Buffer.from(JSON.stringify([list.sort, place])).toString("base64url"));
}

/** For its list alone: a cursor of another one, made up or altered is not one we issued, however well it is formed. */
function signed({ from, sort }: Pick<List, "from" | "sort">, text: string): string {
  return `${text}.${keyed(`cursor ${sort} ${from.sql}`, text).toString("base64url").slice(0, 16)}`;
}

function readCursor(cursor: string, list: List): (string | null)[] {
  const places = list.keys.map(({ type, required, values }) => {
    const written = values ? z.enum(values) : TYPES[type].written;
    return required ? written : written.nullable();
  });
  // Ours may still be an older version's.
  const schema = z.tuple([z.literal(list.sort), z.tuple(places as unknown as [z.ZodType<string | null>])]);
  const [text = ""] = cursor.split(".");
  const result = cursor === signed(list, text) ? schema.safeParse(decode(text)) : undefined;
  if (result?.success) return result.data[1];
  throw new AppError("invalid", "Cette suite de liste n’existe pas : reprenez au début.", {
    fields: { cursor: "Curseur inconnu." },
  });
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}
