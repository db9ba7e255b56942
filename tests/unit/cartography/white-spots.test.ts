import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "#app/cartography/map.ts";
import { findWhiteSpots } from "#app/cartography/white-spots.ts";

const none = { coverage: "none", by: null, proof: null, enrolled: 0, equipped: 0, active: 0 } as const;

function cell(code: string, population: number | null, facts: Partial<Cell> = {}): Cell {
  return {
    ...{ code, name: `Territoire ${code}`, population, departementCode: null, regionCode: null },
    ...{ reach: "none", stage: null, count: 0, users: 0, activeUsers: 0, last: null, target: 0, won: 0 },
    covered: none,
    ...facts,
  };
}

test("the most inhabitants first, each with its reason, and what they come to together", () => {
  const spots = findWhiteSpots([cell("1", 100), cell("2", 300, { target: 4 }), cell("3", 600)], 2);
  expect(spots.map(({ code }) => code)).toEqual(["3", "2"]);
  expect(spots[0]!.reason).toBe("600 habitants de plus · jamais contacté · 60\u00A0% en cumul");
  expect(spots[1]!.reason).toContain("4 dans la Cible");
  expect(spots[1]!.reason).toContain("90\u00A0% en cumul");
});

test("what has been talked to, or is covered already, is no white spot", () => {
  const spots = findWhiteSpots([
    cell("1", 900, { reach: "contacted", stage: "Contacté", count: 1 }),
    cell("2", 800, { last: "2026-10-01T10:00:00.000Z" }),
    cell("3", 700, { covered: { ...none, coverage: "above", by: "R76" } }),
    cell("4", 600, { covered: { ...none, coverage: "partial", equipped: 550 } }),
    cell("5", 100, { reach: "pipeline", stage: "À contacter", count: 2 }),
    cell("6", null),
  ]);
  expect(spots.map(({ code, gain }) => [code, gain])).toEqual([
    ["5", 100],
    ["4", 50],
  ]);
});

test("no choice of as many covers more", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 8 }),
      (people, max) => {
        const cells = people.map((population, index) => cell(String(index), population));
        const best = findWhiteSpots(cells, max).reduce((sum, { gain }) => sum + gain, 0);
        for (let mask = 0; mask < 2 ** people.length; mask++) {
          const taken = people.filter((_, index) => mask & (1 << index));
          if (taken.length > max) continue;
          expect(best).toBeGreaterThanOrEqual(taken.reduce((sum, population) => sum + population, 0));
        }
      },
    ),
    { numRuns: 50 },
  );
});
