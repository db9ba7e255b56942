import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { keeps } from "./interpret.ts";
import { createTable, days, dropTable, fields, fill, from, someRows, titles } from "./sample.ts";

beforeAll(createTable);
afterAll(dropTable);

const several = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const ask = <F extends string, O extends string, V>(field: F, ops: O[], value: fc.Arbitrary<V>) =>
  fc.record({ field: fc.constant(field), op: fc.constantFrom(...ops), value: several(value) });

const condition = fc.oneof(
  ask("title", ["is", "isNot", "contains"], fc.constantFrom(...titles, "et", "st", "%", "_", "'; --")),
  ask("kind", ["is", "isNot"], fc.constantFrom("commune", "epci")),
  ask("count", ["is", "isNot", "atLeast", "atMost"], fc.integer({ min: -4, max: 4 })),
  ask("open", ["is"], fc.boolean()),
  ask("dueOn", ["is", "before", "after"], fc.constantFrom(...days)),
  ask("at", ["before", "after"], fc.constantFrom(...days)),
  fc.record({
    field: fc.constantFrom("title", "kind", "count", "dueOn", "at"),
    op: fc.constantFrom("empty", "filled"),
  }),
) as fc.Arbitrary<Filter>;
const group = (of: fc.Arbitrary<Filter>) => {
  const children = fc.array(of, { maxLength: 3 });
  return fc.oneof(
    children.map((all) => ({ all })),
    children.map((any) => ({ any })),
  );
};
const filter = fc.oneof(condition, group(fc.oneof(condition, group(condition))));

async function idsKept(tree: Filter): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s."id" FROM ${from} WHERE ${compileFilter(tree, fields)}`;
  return rows.map(({ id }) => id).sort();
}

function refusal(tree: Filter): string {
  try {
    compileFilter(tree, fields);
  } catch (error) {
    if (error instanceof AppError && error.status === 400) return error.message;
    throw error;
  }
  throw new Error("was compiled");
}

test("PostgreSQL keeps the very rows that the filter means", async () => {
  await fc.assert(
    fc.asyncProperty(someRows, fc.array(filter, { minLength: 1, maxLength: 8 }), async (rows, trees) => {
      await fill(rows);
      for (const tree of trees) {
        const meant = rows.filter((row) => keeps(tree, row)).map(({ id }) => id);
        expect(await idsKept(tree), JSON.stringify(tree)).toEqual(meant.sort());
      }
    }),
    { numRuns: 60 },
  );
});

test("an unknown field, and an operator that its type does not know, are named in French", () => {
  expect(refusal({ field: "toString", op: "filled" })).toContain("« toString »");
  expect(refusal({ all: [{ any: [{ field: "prix", op: "filled" }] }] })).toContain("« prix »");
  expect(refusal({ field: "kind", op: "contains", value: "x" })).toMatch(/« Type ».*« contains »/);
});

test("a value that is not of the field’s type is refused before PostgreSQL sees it", () => {
  const wrong: [string, "is" | "before", string | number][] = [
    ["kind", "is", "planète"],
    ["count", "is", 1.5],
    ["count", "is", "3"],
    ["dueOn", "before", "2026-02-30"],
    ["at", "before", "hier"],
    ["id", "is", "7"],
    ["title", "is", "a\0b"],
  ];
  for (const [field, op, value] of wrong) {
    expect(refusal({ field, op, value }), field).toContain("n’est pas une valeur");
  }
});
