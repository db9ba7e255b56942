import fc from "fast-check";
import { expect, test } from "vitest";
import { coverPlaces, type Reached } from "#app/cartography/coverage.ts";

const region = { code: "R76", population: 1000, departementCode: null, regionCode: null };
const departement = { code: "34", population: 600, departementCode: null, regionCode: "R76" };
const epci = { code: "243400017", population: 400, departementCode: "34", regionCode: "R76" };
const places = [region, departement, epci];

const ancestors: Record<string, Omit<Reached, "code" | "enrolled" | "equipped" | "proof">> = {
  R76: { kind: "region", population: 1000, epciCode: null, departementCode: null, regionCode: null },
  34: { kind: "departement", population: 600, epciCode: null, departementCode: null, regionCode: "R76" },
  243400017: { kind: "epci", population: 400, epciCode: null, departementCode: "34", regionCode: "R76" },
  34172: {
    kind: "commune",
    population: 300,
    epciCode: "243400017",
    departementCode: "34",
    regionCode: "R76",
  },
  34057: { kind: "commune", population: 50, epciCode: "243400017", departementCode: "34", regionCode: "R76" },
  34003: { kind: "commune", population: 100, epciCode: null, departementCode: "34", regionCode: "R76" },
};

const reach = (code: string, facts: Partial<Reached> = {}): Reached => ({
  ...{ code, ...ancestors[code]!, enrolled: true, equipped: false, proof: null, ...facts },
});

test("what is done for a territory's own account is told from what is done inside it and above it", () => {
  const of = (...reached: Reached[]) =>
    Object.fromEntries([...coverPlaces(places, reached)].map(([code, { coverage }]) => [code, coverage]));
  expect(of()).toEqual({ R76: "none", 34: "none", 243400017: "none" });
  expect(of(reach("34172", { equipped: true }))).toEqual({
    R76: "partial",
    34: "partial",
    243400017: "partial",
  });
  // Signed up is not equipped: nothing is painted under a département that has only signed up.
  expect(of(reach("34"))).toEqual({ R76: "partial", 34: "enrolled", 243400017: "none" });
  expect(of(reach("34", { equipped: true }))).toEqual({ R76: "partial", 34: "equipped", 243400017: "above" });
  expect(of(reach("R76", { proof: "2026-10-01" }))).toEqual({
    R76: "active",
    34: "above",
    243400017: "above",
  });
});

test("an inhabitant counts once, however many of their territories are equipped", () => {
  const reached = [
    reach("34172", { equipped: true }),
    reach("34057", { equipped: true }),
    reach("34003", { equipped: true }),
    reach("243400017", { equipped: true }),
  ];
  const covered = coverPlaces(places, reached);
  expect(covered.get("243400017")!.equipped).toBe(400);
  expect(covered.get("34")!.equipped).toBe(500);
  expect(covered.get("R76")!.equipped).toBe(500);
  expect(coverPlaces(places, reached.slice(0, 2)).get("34")!.equipped).toBe(350);
});

test("never more inhabitants than there are, and more is reached when more is done", () => {
  fc.assert(
    fc.property(
      fc.subarray(Object.keys(ancestors)),
      fc.constantFrom(...Object.keys(ancestors)),
      (codes, extra) => {
        const some = codes.map((code) => reach(code, { equipped: true }));
        const more = codes.includes(extra) ? some : [...some, reach(extra, { equipped: true })];
        for (const place of places) {
          const [before, after] = [some, more].map((reached) =>
            coverPlaces(places, reached).get(place.code)!,
          );
          expect(before!.equipped).toBeLessThanOrEqual(place.population);
          expect(after!.equipped).toBeGreaterThanOrEqual(before!.equipped);
          expect(before!.enrolled).toBe(before!.equipped);
          expect(before!.active).toBe(0);
        }
      },
    ),
  );
});
