import fc from "fast-check";
import { expect, test } from "vitest";
import { packCells, unpackCells } from "#app/cartography/cell-wire.ts";
import { COVERAGES } from "#app/cartography/coverage.ts";
import type { Cell, Reach } from "#app/cartography/map.ts";

const figure = fc.nat(90_000_000);
const someCell = fc.record<Cell>({
  code: fc.constantFrom("34", "R76", "243400017"),
  name: fc.constantFrom("Hérault", "Montpellier Méditerranée Métropole", "CC « du Pays » d’Uzès"),
  population: fc.option(figure),
  departementCode: fc.constantFrom(null, "34"),
  regionCode: fc.constantFrom(null, "R76"),
  reach: fc.constantFrom<Reach>(
    ...(["active", "volunteer", "meeting", "contacted", "pipeline", "none", "stopped"] as const),
  ),
  stage: fc.constantFrom(null, "Rendez-vous", "Démonstration faite"),
  ...{ count: figure, users: figure, activeUsers: figure, target: figure, won: figure },
  last: fc.constantFrom(null, "2026-10-01T10:07:00.000Z", "1999-12-31T23:59:00.000Z"),
  covered: fc.record({
    coverage: fc.constantFrom(...COVERAGES),
    by: fc.constantFrom(null, "34"),
    proof: fc.constantFrom(null, "2026-10-01"),
    ...{ enrolled: figure, equipped: figure, active: figure },
  }),
});

test("what is packed comes back as it was, empty lines at both ends included", () => {
  fc.assert(
    fc.property(fc.array(someCell, { maxLength: 6 }), (cells) => {
      expect(unpackCells(packCells(cells))).toEqual(cells);
    }),
  );
});
