import fc from "fast-check";
import { expect, test } from "vitest";
import { choropleth, reachOf, type MapStage, type StageCount } from "#app/cartography/map.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages: MapStage[] = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));

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

test("a département is named with its furthest stage and all its partnerships", () => {
  const { departements } = choropleth(
    [
      { departementCode: "34", stageId: "Contacté", count: 1 },
      { departementCode: "34", stageId: "Rendez-vous", count: 1 },
      { departementCode: "34", stageId: "Sans suite", count: 1 },
      { departementCode: "2A", stageId: "Pas maintenant", count: 1 },
    ],
    stages,
  );
  const labels = new Map(departements.map(({ code, label }) => [code, label]));
  expect(labels.get("34")).toBe("Hérault (34)\u00A0: Rendez-vous, 3 partenariats");
  expect(labels.get("2A")).toBe("Corse-du-Sud (2A)\u00A0: Pas maintenant, 1 partenariat");
  expect(labels.get("48")).toBe("Lozère (48)\u00A0: aucun partenariat");
});

test("the legend counts the 101 départements once each", () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const { legend } = choropleth(rows, stages);
      expect(legend.reduce((sum, { count }) => sum + count, 0)).toBe(101);
    }),
  );
});

test("partnerships without a département of the map are counted, not lost", () => {
  const { elsewhere } = choropleth(
    [
      { departementCode: null, stageId: "Contacté", count: 2 },
      { departementCode: "988", stageId: "Contacté", count: 1 },
      { departementCode: "01", stageId: "Contacté", count: 4 },
    ],
    stages,
  );
  expect(elsewhere).toBe(3);
});

test("the furthest stage wins whatever the order of the rows", () => {
  fc.assert(
    fc.property(
      someRows.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      ),
      ([rows, shuffled]) => {
        const drawn = choropleth(rows, stages).departements;
        expect(choropleth(shuffled, stages).departements).toEqual(drawn);
        for (const { code, stage } of drawn) {
          const here = rows.filter(({ departementCode }) => departementCode === code);
          expect(stage).toBe(
            furthestFirst.find((name) => here.some(({ stageId }) => stageId === name)) ?? null,
          );
        }
      },
    ),
  );
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
    departementCode: fc.constantFrom("01", "2A", "34", "75", "974"),
    stageId: fc.constantFrom(...furthestFirst),
    count: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 30 },
);
