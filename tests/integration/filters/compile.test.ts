import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { keeps } from "./interpret.ts";
import { actor, createTable, days, dropTable, entity, fill, from, OURS, someRows, titles } from "./sample.ts";

beforeAll(createTable);
afterAll(dropTable);

const several = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const ask = <F extends string, O extends string, V>(field: F, ops: O[], value: fc.Arbitrary<V>) =>
  fc.record({ field: fc.constant(field), op: fc.constantFrom(...ops), value: several(value) });

const TODAY = "2026-03-29";
const someDay = fc.oneof(
  fc.constantFrom(...days),
  fc.record({ days: fc.constantFrom(-30, -1, 0, 1, 191, 278) }),
);
const condition = fc.oneof(
  ask("title", ["is", "isNot", "contains"], fc.constantFrom(...titles, "et", "st", "%", "_", "'; --")),
  ask("kind", ["is", "isNot"], fc.constantFrom("commune", "epci")),
  ask("count", ["is", "isNot", "atLeast", "atMost"], fc.integer({ min: -4, max: 4 })),
  ask("open", ["is"], fc.boolean()),
  ask("dueOn", ["is", "before", "after"], someDay),
  ask("at", ["is", "before", "after"], someDay),
  ask("labels", ["is", "isNot"], fc.constantFrom("vif", "lent", "rare")),
  fc.record({
    field: fc.constantFrom("title", "kind", "count", "dueOn", "at", "labels"),
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
const related = (of: fc.Arbitrary<Filter>) => {
  const name = fc.constantFrom("parts", "same");
  return fc.oneof(
    fc.record({ some: name, where: of }),
    fc.record({ none: name, where: of }),
  ) as fc.Arbitrary<Filter>;
};
const plain = fc.oneof(condition, group(fc.oneof(condition, group(condition))));
const oneHop = fc.oneof(plain, related(plain), group(fc.oneof(condition, related(plain))));
const filter = fc.oneof(plain, oneHop, related(oneHop), group(related(oneHop)));

async function idsKept(tree: Filter): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s."id" FROM ${from} 
    WHERE ${entity.scope(actor)} AND ${compileFilter(tree, entity, actor, TODAY)}`;
  return rows.map(({ id }) => id).sort();
}

function refusal(tree: Filter): string {
  try {
    compileFilter(tree, entity, actor);
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
      const ours = rows.filter(({ owner }) => owner === OURS);
      for (const tree of trees) {
        const meant = ours
          .filter((row) => keeps(tree, row, { rows: ours, today: TODAY }))
          .map(({ id }) => id);
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
  expect(refusal({ none: "toString", where: { all: [] } })).toContain("« toString »");
  expect(refusal({ some: "parts", where: { some: "enfants", where: { all: [] } } })).toContain("« enfants »");
  expect(refusal({ some: "parts", where: { field: "prix", op: "filled" } })).toContain("« prix »");
  expect(refusal({ field: "count", op: "atLeast", value: { days: 3 } })).toMatch(/« Nombre ».*date/);
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
