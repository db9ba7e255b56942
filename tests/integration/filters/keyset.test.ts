import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { AppError } from "#app/errors.ts";
import { pageOfIds, sortKeys } from "#app/filters/keyset.server.ts";
import { createTable, dropTable, fields, fill, from, someRows } from "./sample.ts";

beforeAll(createTable);
afterAll(dropTable);

const names = ["title", "kind", "count", "open", "dueOn", "at"] as const;
const sorts = names.flatMap((name) => [name, `-${name}`]);
const settle = [fields.title, fields.id];

function page(sort: string, limit: number, cursor?: string | null) {
  return pageOfIds({
    from,
    where: Prisma.sql`TRUE`,
    keys: sortKeys(sort, fields, settle),
    sort,
    cursor,
    limit,
  });
}

async function walk(sort: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const next: Awaited<ReturnType<typeof page>> = await page(sort, limit, cursor);
    ids.push(...next.ids);
    cursor = next.nextCursor;
  } while (cursor);
  return ids;
}

/** The whole list at once, absent values last. */
async function whole(sort: string): Promise<string[]> {
  const direction = sort.startsWith("-") ? "DESC" : "ASC";
  const keys = [sort.replace("-", ""), "title", "id"].map((name) => `"${name}" ${direction} NULLS LAST`);
  const { rows } = await pool.query<{ id: string }>(`SELECT "id" FROM "Sample" ORDER BY ${keys.join(", ")}`);
  return rows.map(({ id }) => id);
}

async function status(reading: Promise<unknown>): Promise<number | undefined> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error.status;
  throw error ?? new Error("was accepted");
}

test("walking the pages gives each row once, in order, whatever the order and the size of a page", async () => {
  await fc.assert(
    fc.asyncProperty(
      someRows,
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 7 }),
      async (rows, sort, limit) => {
        await fill(rows);
        const ids = await walk(sort, limit);
        expect(ids).toEqual(await whole(sort));
        expect(ids).toHaveLength(rows.length);
      },
    ),
    { numRuns: 100 },
  );
});

test("a row that leaves or arrives before the cursor neither repeats nor hides another", async () => {
  await fill(
    fc.sample(
      someRows.filter((rows) => rows.length > 6),
      1,
    )[0]!,
  );
  const [first, second, third] = await whole("-count");
  const { nextCursor } = await page("-count", 2);
  await pool.query(`DELETE FROM "Sample" WHERE "id" = ANY ($1)`, [[first, second]]);
  expect((await page("-count", 1, nextCursor)).ids).toEqual([third]);
});

test("a cursor that was not issued for this order is refused", async () => {
  await fill(
    fc.sample(
      someRows.filter((rows) => rows.length > 2),
      1,
    )[0]!,
  );
  const { nextCursor } = await page("title", 1);
  const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = crypto.randomUUID();
  const forged = [
    ...["%%%", "e30", nextCursor!.slice(2), forge(null), forge(["count", ["1; --", null, id]])],
    ...[
      forge(["count", ["1", null, null]]),
      forge(["count", ["1", null]]),
      forge(["count", ["1", null, "7"]]),
    ],
  ];
  for (const cursor of [nextCursor, ...forged])
    expect(await status(page("count", 1, cursor)), cursor!).toBe(400);
  expect(await status(page("kind", 1, forge(["kind", ["planète", null, id]])))).toBe(400);
  expect(await status(page("at", 1, forge(["at", ["hier", null, id]])))).toBe(400);
});

test("a limit out of bounds, or an order that does not exist, is refused", async () => {
  for (const limit of [0, -1, 201, 1.5, Number.NaN]) expect(await status(page("title", limit))).toBe(400);
  expect((await page("title", 200)).ids).toEqual([]);
  for (const sort of ["id", "prix", "", "-", "--title", "constructor"]) {
    expect(() => sortKeys(sort, fields, settle), sort).toThrow(
      expect.objectContaining({ status: 400 }) as Error,
    );
  }
});
