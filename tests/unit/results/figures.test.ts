import { expect, test } from "vitest";
import { figuresCsv, figuresOf } from "#app/results/figures.ts";
import { type Counts, LEVELS } from "#app/results/funnel.ts";

const counts: Counts = {
  ...{ enrolled: 90, sent: 88, delivered: 86, replied: 21, positive: 12, met: 8, reached: 4 },
};
const none = Object.fromEntries(LEVELS.map((level) => [level, 0])) as Counts;

test("a file of figures holds each level of the whole and of each segment, with its denominator and interval", () => {
  const segments = [
    { key: "a", label: "DDT(M)", counts },
    { key: "b", label: '=1+1; "Chambres"', counts: none },
  ];
  const figures = figuresOf({ counts, segments, cut: "nature", goal: "Volontaire" });
  expect(figures.length).toBe(3 * LEVELS.length);
  expect(figures.find(({ niveau }) => niveau === "Réponses humaines")).toEqual({
    ...{ par: "Campagne", segment: "", niveau: "Réponses humaines", nombre: 21, sur: 86 },
    ...{ taux: 0.2442, bas95: 0.1656, haut95: 0.3446 },
  });
  expect(figures.find(({ niveau }) => niveau === "Volontaire")).toMatchObject({ nombre: 4, sur: 86 });
  // What the machine does is a part of nothing; of nobody, nothing is a part.
  expect(figures.find(({ niveau }) => niveau === "Envoyés")).toMatchObject({
    nombre: 88,
    sur: null,
    taux: null,
  });
  expect(figures.at(-1)).toMatchObject({ nombre: 0, sur: null, taux: null, bas95: null });

  const lines = figuresCsv(figures).split("\r\n");
  expect(lines[0]).toBe("\uFEFFDécoupage;Segment;Niveau;Nombre;Sur;Taux;Bas à 95 %;Haut à 95 %");
  expect(lines).toContain("Campagne;;Réponses humaines;21;86;0,2442;0,1656;0,3446");
  // A spreadsheet computes nothing of it.
  expect(lines).toContain(`Nature;"'=1+1; ""Chambres""";Inscrits;0;;;;`);
  expect(lines.length).toBe(figures.length + 2);
});
