import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#app/errors.ts";
import {
  bothFilters,
  conditionsOf,
  EVERYTHING,
  type Filter,
  filterParam,
  filterSchema,
  OPS,
  parseFilter,
} from "#app/filters/filter.ts";

const scalar = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.record({ days: fc.integer({ min: -36_500, max: 36_500 }) }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
);
const condition = fc.record({
  field: fc.string({ minLength: 1, maxLength: 60 }),
  op: fc.constantFrom(...OPS),
  value: fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 5 })),
});
const group = (of: fc.Arbitrary<Filter>) => {
  const children = fc.array(of, { maxLength: 2 });
  return fc.oneof(
    children.map((all) => ({ all })),
    children.map((any) => ({ any })),
  );
};
const related = (of: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> => {
  const name = fc.string({ minLength: 1, maxLength: 20 });
  return fc.oneof(fc.record({ some: name, where: of }), fc.record({ none: name, where: of }));
};
const plain = fc.oneof(condition, group(fc.oneof(condition, group(condition))));
const filter: fc.Arbitrary<Filter> = fc.oneof(plain, group(related(fc.oneof(plain, related(plain)))));

function refusal(param: string): string {
  try {
    parseFilter(param);
  } catch (error) {
    if (error instanceof AppError && error.status === 400) return error.message;
    throw error;
  }
  throw new Error("was read");
}

const nested = (depth: number): Filter =>
  depth === 1 ? { field: "kind", op: "filled" } : { all: [nested(depth - 1)] };

test("a filter written in the URL is read back the same", () => {
  fc.assert(
    fc.property(filter, (written) => {
      const param = filterParam(written);
      const carried = new URLSearchParams(new URLSearchParams({ filtre: param ?? "" }).toString()).get(
        "filtre",
      );
      expect(parseFilter(carried)).toEqual(param === null ? EVERYTHING : written);
    }),
  );
});

test("without a filter, everything is kept, and nothing is written", () => {
  expect([parseFilter(null), parseFilter("")]).toEqual([EVERYTHING, EVERYTHING]);
  expect([filterParam(EVERYTHING), filterParam({ any: [{ all: [] }] })]).toEqual([null, null]);
});

test("an unknown operator is named, however deep it is", () => {
  const wrong = { field: "kind", op: "like", value: "x" };
  expect(refusal(JSON.stringify(wrong))).toContain("« like »");
  expect(refusal(JSON.stringify({ any: [{ all: [wrong, nested(1)] }] }))).toContain("« like »");
});

test("a condition without the value it asks for names its field", () => {
  expect(refusal('{"field":"kind","op":"is"}')).toContain("« kind »");
  expect(refusal('{"field":"kind","op":"is","value":[]}')).toContain("« kind »");
  expect(parseFilter('{"field":"kind","op":"empty"}')).toEqual({ field: "kind", op: "empty" });
});

test("depth, conditions, values and length are bounded", () => {
  const many = (n: number) => ({ all: Array<Filter>(n).fill(nested(1)) });
  const values = (n: number) => ({ field: "kind", op: "is" as const, value: Array<string>(n).fill("a") });
  for (const accepted of [nested(4), many(20), values(200)]) {
    expect(parseFilter(JSON.stringify(accepted))).toEqual(accepted);
  }
  expect(refusal(JSON.stringify(nested(5)))).toContain("4 niveaux");
  expect(refusal(JSON.stringify(many(21)))).toContain("20 conditions");
  expect(refusal(JSON.stringify(values(201)))).toContain("200 valeurs");
  expect(refusal(JSON.stringify({ field: "kind", op: "is", value: "a".repeat(20_000) }))).toContain(
    "lisible",
  );
  expect(filterSchema.safeParse(nested(2_000)).success).toBe(false);
});

test("relations are bounded as groups are, and what they hide is counted", () => {
  const hop = (where: Filter): Filter => ({ some: "contacts", where });
  const two = hop({ none: "interactions", where: nested(4) });
  expect(parseFilter(JSON.stringify(two))).toEqual(two);
  expect(refusal(JSON.stringify(hop(two)))).toContain("2 liens");
  expect(refusal(JSON.stringify(hop(nested(5))))).toContain("4 niveaux");
  expect(refusal(JSON.stringify({ any: Array(11).fill(hop(nested(1))) }))).toContain("20 conditions");
  expect(refusal(JSON.stringify({ all: Array.from({ length: 101 }, () => ({ all: [] })) }))).toContain(
    "100 groupes",
  );
  let deep: unknown = {};
  for (let i = 0; i < 50_000; i++) deep = { some: "contacts", where: deep };
  expect(filterSchema.safeParse(deep).success).toBe(false);
  for (const days of [1.5, "3", 40_000, null]) {
    expect(refusal(JSON.stringify({ field: "at", op: "before", value: { days } }))).toContain("lisible");
  }
});

test("what is not a filter is refused in one sentence", () => {
  for (const param of ["{", "null", "[]", "12", '{"all":3}', '{"all":[],"any":[]}', '{"__proto__":1}']) {
    expect(refusal(param)).toContain("n’est pas lisible");
  }
});

test("two filters join without a needless level", () => {
  const [one, two] = [nested(1), { field: "q", op: "filled" } as const];
  expect(bothFilters(EVERYTHING, one)).toEqual(one);
  expect(bothFilters({ all: [one] }, two)).toEqual({ all: [one, two] });
  expect(conditionsOf(bothFilters({ any: [one, two] }, two))).toHaveLength(3);
});
