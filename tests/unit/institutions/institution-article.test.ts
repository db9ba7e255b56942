import fc from "fast-check";
import { expect, test } from "vitest";
import { inSentence } from "#app/institutions/institution-article.ts";
import { planUniverse } from "#app/universe/plan.server.ts";

test.each([
  ["DDTM de l’Hérault", "la DDTM de l’Hérault", "à la DDTM de l’Hérault", "de la DDTM de l’Hérault"],
  ["ARS Bretagne", "l’ARS Bretagne", "à l’ARS Bretagne", "de l’ARS Bretagne"],
  ["Mairie d’Aast", "la mairie d’Aast", "à la mairie d’Aast", "de la mairie d’Aast"],
  ["SDIS du Var", "le SDIS du Var", "au SDIS du Var", "du SDIS du Var"],
  ["Rectorat de Lyon", "le rectorat de Lyon", "au rectorat de Lyon", "du rectorat de Lyon"],
  [
    "Haut Conseil du climat",
    "le Haut Conseil du climat",
    "au Haut Conseil du climat",
    "du Haut Conseil du climat",
  ],
  ["Hôpital d’Évreux", "l’hôpital d’Évreux", "à l’hôpital d’Évreux", "de l’hôpital d’Évreux"],
  ["Rennes Métropole", "Rennes Métropole", "à Rennes Métropole", "de Rennes Métropole"],
  ["Emmaüs France", "Emmaüs France", "à Emmaüs France", "d’Emmaüs France"],
  ["La Poste", "La Poste", "à La Poste", "de La Poste"],
  ["Les Restos du Cœur", "Les Restos du Cœur", "aux Restos du Cœur", "des Restos du Cœur"],
  [
    "Le Mouvement associatif",
    "Le Mouvement associatif",
    "au Mouvement associatif",
    "du Mouvement associatif",
  ],
  [
    "Services du Premier ministre",
    "les services du Premier ministre",
    "aux services du Premier ministre",
    "des services du Premier ministre",
  ],
  [
    "CA « Saintes - L’Agglo »",
    "la CA « Saintes - L’Agglo »",
    "à la CA « Saintes - L’Agglo »",
    "de la CA « Saintes - L’Agglo »",
  ],
])("%s takes its articles", (name, le, au, du) => {
  expect(inSentence(name)).toEqual({ le, au, du });
});

test("every institution of the universe has an article, or is a proper name that somebody has read", async () => {
  const steps = await planUniverse();
  const bare = steps
    .flatMap(({ lots }) => lots.flatMap((lot) => lot.rows().institutions ?? []))
    .map(({ name }) => name)
    .filter((name) => inSentence(name).le === name);
  const heads = new Set(bare.map((name) => name.split(/[\s,]/)[0]!));
  expect([...heads].sort((one, other) => one.localeCompare(other, "fr"))).toEqual(PROPER_NAMES);
});

test("without a name there is nothing to say, and with any name the name is there", () => {
  expect(inSentence(null)).toEqual({ le: "", au: "", du: "" });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (name) => {
      const { le } = inSentence(name);
      expect(le.toLowerCase()).toContain(name.toLowerCase());
    }),
  );
});

const PROPER_NAMES = [
  "Acta",
  "Action",
  "Amorce",
  "Atout",
  "Bordeaux",
  "Boucle",
  "Bpifrance",
  "Brest",
  "Business",
  "Clermont",
  "CoTer",
  "Déclic",
  "Dijon",
  "Emmaüs",
  "Est",
  "France",
  "FranceAgriMer",
  "Grand",
  "Grand-Orly",
  "Grenoble-Alpes-Métropole",
  "La",
  "Le",
  "LEADER",
  "Les",
  "Météo-France",
  "Metz",
  "Montpellier",
  "Nantes",
  "OpenDataFrance",
  "Orléans",
  "Paris",
  "Plaine",
  "Rennes",
  "Saint-Étienne",
  "Santé",
  "Toulouse",
  "Tours",
  "Vallée",
];
