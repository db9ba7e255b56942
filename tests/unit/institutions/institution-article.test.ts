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

test("of every kind of the universe, « le », « au » and « du » agree with each other and with the name", async () => {
  const steps = await planUniverse();
  const rows = steps.flatMap(({ lots }) => lots.flatMap((lot) => lot.rows().institutions ?? []));
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  expect(kinds.size).toBeGreaterThan(10);
  for (const [kind, institutions] of kinds)
    for (const { name } of institutions) {
      const { le, au, du } = inSentence(name);
      const said = [kind, name, le, au, du].join(" | ");
      if (le.startsWith("le "))
        expect([said, au, du]).toEqual([said, `au ${le.slice(3)}`, `du ${le.slice(3)}`]);
      else if (le.startsWith("les "))
        expect([said, au, du]).toEqual([said, `aux ${le.slice(4)}`, `des ${le.slice(4)}`]);
      else if (/^(la |l’)/.test(le)) expect([said, au, du]).toEqual([said, `à ${le}`, `de ${le}`]);
      else expect([said, /^(à|au|aux) /.test(au), /^(de |d’|du |des )/.test(du)]).toEqual([said, true, true]);
      // Never an article that does not elide, nor one twice.
      expect([said, /(?:^|\s)l[ae] [aeiouéèêâîœ]/i.test(le.slice(0, 5))]).toEqual([said, false]);
      expect([said, /\b(?:de le|de les|à le|à les|de l’l’|du le) /i.test(`${au} ${du}`)]).toEqual([
        said,
        false,
      ]);
    }
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
