import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, countElsewhere, reachOf, type MapStage, type StageCount } from "#app/cartography/map.ts";
import { classes, legendOf, MEASURES, PAINTS, paintOf, sayCell } from "#app/cartography/measures.ts";
import { sortCells } from "#app/cartography/sort-cells.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages: MapStage[] = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));
const today = new Date("2026-10-06T10:00:00Z");

const places = [
  ["01", "Ain"],
  ["2A", "Corse-du-Sud"],
  ["34", "Hérault"],
  ["48", "Lozère"],
  ["974", "La Réunion"],
].map(([code, name], index) => ({
  ...{ code: code!, name: name!, population: 100_000 * (index + 1) },
  ...{ departementCode: null, regionCode: "R76" },
}));
const draw = (counts: StageCount[], more = {}) =>
  cellsOf({ places, counts, aims: [], reached: [], stages, ...more });
const row = (code: string | null, stageId: string, count = 1): StageCount => ({
  ...{ code, stageId, count, reach: 0, last: null },
});

test("each stage of a new product's pipeline has its class", () => {
  expect(Object.fromEntries(stages.map((stage) => [stage.name, reachOf(stage, stages)]))).toEqual({
    "À qualifier": "pipeline",
    "À contacter": "pipeline",
    Contacté: "contacted",
    "Rendez-vous": "meeting",
    Volontaire: "volunteer",
    Déployé: "active",
    Actif: "active",
    Ambassadeur: "active",
    "Pas maintenant": "stopped",
    "Sans suite": "stopped",
  });
});

test("a stage of the user's own counts as the last milestone before it, of its kind", () => {
  const own = { id: "own", name: "Démonstration faite", milestone: null };
  expect(reachOf({ ...own, kind: "open", position: 0 }, stages)).toBe("pipeline");
  expect(reachOf({ ...own, kind: "open", position: 4.5 }, stages)).toBe("meeting");
  expect(reachOf({ ...own, kind: "won", position: 4.5 }, stages)).toBe("volunteer");
  expect(reachOf({ ...own, kind: "won", position: 6.5 }, stages)).toBe("active");
});

test("a territory is named with its furthest stage and all its partnerships", () => {
  const cells = draw([
    row("34", "Contacté"),
    row("34", "Rendez-vous"),
    row("34", "Sans suite"),
    row("2A", "Pas maintenant"),
  ]);
  const labels = new Map(cells.map((cell) => [cell.code, sayCell(cell, "etape", today)]));
  expect(labels.get("34")).toBe("Hérault (34)\u00A0: Rendez-vous, 3 partenariats");
  expect(labels.get("2A")).toBe("Corse-du-Sud (2A)\u00A0: Pas maintenant, 1 partenariat");
  expect(labels.get("48")).toBe("Lozère (48)\u00A0: aucun partenariat");
});

test("the classes of a measure differ by their fill and by their name", () => {
  for (const measure of MEASURES) {
    expect(new Set(classes[measure].map(({ paint }) => paint)).size).toBe(classes[measure].length);
    expect(new Set(classes[measure].map(({ label }) => label)).size).toBe(classes[measure].length);
  }
  expect(classes.etape).toHaveLength(PAINTS.length);
});

test("the legend of any measure counts each territory once", () => {
  fc.assert(
    fc.property(someRows, fc.constantFrom(...MEASURES), someAims, (rows, measure, aims) => {
      const legend = legendOf(draw(rows, { aims }), measure, today);
      expect(legend.reduce((sum, { count }) => sum + count, 0)).toBe(places.length);
    }),
  );
});

test("partnerships without a territory of the map are counted, not lost", () => {
  const counts = [row(null, "Contacté", 2), row("988", "Contacté"), row("01", "Contacté", 4)];
  expect(countElsewhere(counts, draw(counts))).toBe(3);
});

test("the furthest stage wins whatever the order of the rows", () => {
  fc.assert(
    fc.property(
      someRows.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      ),
      ([rows, shuffled]) => {
        const drawn = draw(rows);
        expect(draw(shuffled)).toEqual(drawn);
        for (const { code, stage } of drawn) {
          const here = rows.filter((each) => each.code === code);
          expect(stage).toBe(
            furthestFirst.find((name) => here.some(({ stageId }) => stageId === name)) ?? null,
          );
        }
      },
    ),
  );
});

test("penetration is a share of the Cible, and what is outside of it is of no class of it", () => {
  const at = (target: number, won: number) =>
    paintOf(draw([], { aims: [{ code: "34", target, won }] })[2]!, "penetration", today);
  expect([at(0, 0), at(40, 0), at(40, 1), at(40, 4), at(40, 10), at(40, 20), at(40, 40)]).toEqual([
    ...["crosses", "outline", "plain", "stripes", "dots", "solid", "solid"],
  ]);
});

test("silences fall in the baskets of the day, to the day", () => {
  const after = (days: number) => {
    const last = new Date(today.getTime() - days * 86_400_000).toISOString();
    return paintOf(draw([{ ...row("34", "Contacté"), last }])[2]!, "echange", today);
  };
  expect([0, 9, 10, 21, 22, 45, 46, 90, 91].map(after)).toEqual([
    ...["solid", "solid", "dots", "dots", "stripes", "stripes", "plain", "plain", "faint"],
  ]);
  expect(paintOf(draw([])[0]!, "echange", today)).toBe("outline");
});

test("the table is sorted by what its column says, then by inhabitants", () => {
  const cells = draw([row("34", "Volontaire"), row("01", "Contacté"), row("2A", "Contacté")]);
  expect(sortCells(cells, "etape").map(({ code }) => code)).toEqual(["34", "2A", "01", "974", "48"]);
  expect(sortCells(cells, "nom").map(({ name }) => name)[0]).toBe("Ain");
  expect(sortCells(cells, "population")[0]!.code).toBe("974");
});

/** The order the map owes to the reader, written out rather than computed as the code does. */
const furthestFirst = [
  "Ambassadeur",
  "Actif",
  "Déployé",
  "Volontaire",
  "Rendez-vous",
  "Contacté",
  "À contacter",
  "À qualifier",
  "Pas maintenant",
  "Sans suite",
];

const someRows: fc.Arbitrary<StageCount[]> = fc.array(
  fc.record({
    code: fc.constantFrom("01", "2A", "34", "75", "974"),
    stageId: fc.constantFrom(...furthestFirst),
    count: fc.integer({ min: 1, max: 40 }),
    reach: fc.integer({ min: 0, max: 9000 }),
    last: fc.constantFrom(null, "2026-10-01T10:00:00.000Z", "2025-01-01T10:00:00.000Z"),
  }),
  { maxLength: 30 },
);

const someAims = fc
  .uniqueArray(fc.constantFrom("01", "2A", "34"))
  .chain((codes) => fc.tuple(...codes.map((code) => fc.tuple(fc.constant(code), fc.nat(40), fc.nat(40)))))
  .map((aims) =>
    aims.map(([code, one, other]) => ({ code, target: Math.max(one, other), won: Math.min(one, other) })),
  );
