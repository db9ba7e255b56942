import { expect, test } from "vitest";
import { articleOf, at, of, the } from "#app/universe/articles.ts";

test.each([
  ["Rennes", 0, "de Rennes", "à Rennes", "Rennes"],
  ["Évreux", 1, "d’Évreux", "à Évreux", "Évreux"],
  ["Le Havre", 2, "du Havre", "au Havre", "Le Havre"],
  ["La Rochelle", 3, "de La Rochelle", "à La Rochelle", "La Rochelle"],
  ["Les Sables-d’Olonne", 4, "des Sables-d’Olonne", "aux Sables-d’Olonne", "Les Sables-d’Olonne"],
  ["L’Haÿ-les-Roses", 5, "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses", "L’Haÿ-les-Roses"],
  ["Aux Marais", 6, "d’Aux Marais", "à Aux Marais", "Aux Marais"],
  ["Los Masos", 8, "de Los Masos", "à Los Masos", "Los Masos"],
])("a commune carries its article in its name: %s", (name, article, genitive, locative, nominative) => {
  expect([of(name, article), at(name, article), the(name, article)]).toEqual([
    genitive,
    locative,
    nominative,
  ]);
});

test.each([
  ["Maine-et-Loire", 0, "de Maine-et-Loire", "Maine-et-Loire"],
  ["Ille-et-Vilaine", 1, "d’Ille-et-Vilaine", "Ille-et-Vilaine"],
  ["Finistère", 2, "du Finistère", "le Finistère"],
  ["Vendée", 3, "de la Vendée", "la Vendée"],
  ["Landes", 4, "des Landes", "les Landes"],
  ["Hérault", 5, "de l’Hérault", "l’Hérault"],
  ["La Réunion", 3, "de La Réunion", "La Réunion"],
])("a département's article is apart from its name: %s", (name, article, genitive, nominative) => {
  expect([of(name, article), the(name, article)]).toEqual([genitive, nominative]);
});

test("the article written in the name wins over the one given, which may be missing or none", () => {
  expect(articleOf("Le Vernet-Chaméane", 0)).toBe(2);
  expect(articleOf("La Foa")).toBe(3);
  expect(articleOf("L’Île-Saint-Denis", 5)).toBe(5);
  expect(articleOf("Lesparre-Médoc", 0)).toBe(0);
});

test("without any, a vowel elides, a Y before a vowel does not, and Insee's word is taken for an H", () => {
  expect(articleOf("Uturoa")).toBe(1);
  expect(articleOf("Îles Éparses")).toBe(1);
  expect(articleOf("Yaté")).toBe(0);
  expect(articleOf("Houaïlou")).toBe(0);
  expect(articleOf("Homps", 1)).toBe(1);
});
