import fc from "fast-check";
import { expect, test } from "vitest";
import { type Condition, type Filter, filterSchema } from "#app/filters/filter.ts";
import { KIND_NAMES } from "#app/institutions/kinds.ts";
import {
  describeChoice,
  EXTENTS,
  GROUP_KEYS,
  groupOf,
  readChoice,
  type TargetChoice,
  targetFilter,
} from "#app/target/target-choice.ts";
import { choiceOf } from "#app/target/target-form.ts";

const choice: fc.Arbitrary<TargetChoice> = fc
  .record({
    groups: fc.subarray([...GROUP_KEYS]),
    extent: fc.constantFrom(...EXTENTS),
    regions: fc.subarray(["R11", "R76", "R84", "R94"], { minLength: 1 }),
    departements: fc.subarray(["01", "2A", "34", "974"], { minLength: 1 }),
  })
  .map(({ groups, extent, regions, departements }) => ({
    groups,
    extent,
    places: extent === "regions" ? regions : extent === "departements" ? departements : [],
  }));

const row = fc.record({
  kind: fc.constantFrom(...KIND_NAMES),
  category: fc.constantFrom(
    null,
    "ddt",
    "ddtm",
    "dreal",
    "prefecture",
    "sous-prefecture",
    "chambre-agriculture",
    "cci",
  ),
  departement: fc.constantFrom(null, "01", "34", "974"),
  region: fc.constantFrom(null, "R76", "R84", "R04"),
});
type Row = { kind: string; category: string | null; departement: string | null; region: string | null };

/** What a filter says of a row, read naively. */
function keeps(filter: Filter, of: Row): boolean {
  if ("all" in filter) return filter.all.every((part) => keeps(part, of));
  if ("any" in filter) return filter.any.some((part) => keeps(part, of));
  const { field, op, value } = filter as Condition;
  const among = [value ?? []].flat().includes(of[field as keyof Row] ?? "");
  return op === "is" ? among : !among;
}

test("what is ticked is read back from its filter, whatever order the database gives its keys", () => {
  fc.assert(
    fc.property(choice, (ticked) => {
      const filter = targetFilter(ticked);
      expect(filterSchema.safeParse(filter).success).toBe(true);
      expect(readChoice(shuffled(filter))).toEqual({ ...ticked, places: [...ticked.places].sort() });
    }),
  );
});

test("every institution is of one type, and of one only", () => {
  fc.assert(
    fc.property(row, (of) => {
      const found = GROUP_KEYS.filter((key) =>
        keeps(targetFilter({ groups: [key], extent: "france", places: [] }), of),
      );
      // A sub-kind is only ever of its own kind in the reference data.
      const [expected] = [groupOf(of as Parameters<typeof groupOf>[0])];
      fc.pre(consistent(of));
      expect(found).toEqual([expected]);
    }),
  );
});

test("a filter of the list is no ticking", () => {
  const others: Filter[] = [
    { all: [] },
    { field: "kind", op: "is", value: "commune" },
    { all: [{ any: [{ field: "kind", op: "is", value: "commune" }] }] },
    {
      all: [
        ...(targetFilter({ groups: ["epci"], extent: "metropole", places: [] }) as { all: Filter[] }).all,
        { all: [] },
      ],
    },
  ];
  expect(others.map(readChoice)).toEqual([null, null, null, null]);
  expect(readChoice(null)).toBeNull();
});

test("no région chosen yet is nowhere, not everywhere", () => {
  const nowhere = targetFilter({ groups: ["communes"], extent: "regions", places: [] });
  expect(filterSchema.safeParse(nowhere).success).toBe(true);
  expect(keeps(nowhere, { kind: "commune", category: null, departement: "34", region: "R76" })).toBe(false);
});

test("a URL with unknown words opens on what it says that is known", () => {
  const asked = choiceOf(
    new URLSearchParams("type=epci&type=licornes&type=epci&territoire=lune&region=R76&region=<b>"),
  );
  expect(asked).toEqual({ groups: ["epci"], extent: "france", places: [] });
  expect(choiceOf(new URLSearchParams("territoire=regions&region=R76&region=%00")).places).toEqual(["R76"]);
});

test("the Cible is said in words", () => {
  const names = (code: string) => ({ R76: "Occitanie", R53: "Bretagne" })[code] ?? code;
  expect(describeChoice({ groups: ["ddt", "epci"], extent: "regions", places: ["R53", "R76"] }, names)).toBe(
    "Directions départementales et intercommunalités, Bretagne et Occitanie",
  );
  expect(describeChoice({ groups: ["communes"], extent: "france", places: [] }, names)).toBe(
    "Communes, France entière",
  );
});

function consistent({ kind, category }: Row): boolean {
  const owner: Record<string, string> = {
    ...{ ddt: "decentralised_service", ddtm: "decentralised_service", dreal: "decentralised_service" },
    ...{
      prefecture: "prefecture",
      "sous-prefecture": "prefecture",
      "chambre-agriculture": "chamber",
      cci: "chamber",
    },
  };
  return category === null || owner[category] === kind;
}

/** As jsonb gives it back: shorter keys first. */
function shuffled(filter: Filter): Filter {
  return JSON.parse(
    JSON.stringify(filter, (_, part: unknown) =>
      part && typeof part === "object" && !Array.isArray(part)
        ? Object.fromEntries(
            Object.entries(part).toSorted(([a], [b]) => a.length - b.length || (a > b ? -1 : 1)),
          )
        : part,
    ),
  ) as Filter;
}
