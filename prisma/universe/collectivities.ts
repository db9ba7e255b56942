/**
 * Where one collectivity stands in place of a région, of a département, or of both. Written by hand from the code
 * général des collectivités territoriales (parts III to VII) and the organic laws of each overseas collectivity.
 */
export const SINGLE_COLLECTIVITIES: SingleCollectivity[] = [
  {
    ...{ key: "departement:6AE", kind: "departement", category: "departement", territory: "67" },
    name: "Collectivité européenne d’Alsace",
    acronym: "CEA",
    words: "département du Bas-Rhin 67 département du Haut-Rhin 68 conseil départemental",
  },
  {
    ...{ key: "region:R94", kind: "region", category: "region", territory: "R94" },
    name: "Collectivité de Corse",
    acronym: "CdC",
    words: "région Corse département de la Corse-du-Sud 2A département de la Haute-Corse 2B conseil régional",
  },
  {
    ...{ key: "region:R02", kind: "region", category: "region", territory: "972" },
    name: "Collectivité territoriale de Martinique",
    acronym: "CTM",
    words: "région Martinique département de la Martinique 972 conseil régional conseil départemental",
  },
  {
    ...{ key: "region:R03", kind: "region", category: "region", territory: "973" },
    name: "Collectivité territoriale de Guyane",
    acronym: "CTG",
    words: "région Guyane département de la Guyane 973 conseil régional conseil départemental",
  },
  {
    ...{ key: "com:975", kind: "other", category: "com", territory: "975" },
    name: "Collectivité territoriale de Saint-Pierre-et-Miquelon",
    words: "collectivité d’outre-mer COM 975",
  },
  {
    ...{ key: "com:977", kind: "other", category: "com", territory: "977" },
    name: "Collectivité de Saint-Barthélemy",
    words: "collectivité d’outre-mer COM 977 mairie commune",
  },
  {
    ...{ key: "com:978", kind: "other", category: "com", territory: "978" },
    name: "Collectivité de Saint-Martin",
    words: "collectivité d’outre-mer COM 978 mairie commune",
  },
  {
    ...{ key: "com:984", kind: "other", category: "com", territory: "984" },
    name: "Terres australes et antarctiques françaises",
    acronym: "TAAF",
    words: "collectivité d’outre-mer COM 984 administration supérieure préfet",
  },
  {
    ...{ key: "com:986", kind: "other", category: "com", territory: "986" },
    name: "Territoire des îles Wallis et Futuna",
    words: "collectivité d’outre-mer COM 986",
  },
  {
    ...{ key: "com:987", kind: "other", category: "com", territory: "987" },
    name: "Polynésie française",
    words: "collectivité d’outre-mer pays d’outre-mer gouvernement COM 987",
  },
  {
    ...{ key: "com:988", kind: "other", category: "com", territory: "988" },
    name: "Nouvelle-Calédonie",
    words: "collectivité d’outre-mer gouvernement congrès 988",
  },
];

type SingleCollectivity = {
  key: string;
  kind: "departement" | "region" | "other";
  category: "departement" | "region" | "com";
  territory: string;
  name: string;
  acronym?: string;
  words: string;
};

/** Régions of the official code without a regional council of their own. Mayotte's département has its powers. */
export const NO_REGION = new Set([
  ...["R94", "R02", "R03", "R06"],
  ...["R975", "R977", "R978", "R984", "R986", "R987", "R988", "R989"],
]);

/** Départements without a departmental council of their own. Paris is a commune with a département's powers. */
export const NO_DEPARTEMENT = new Set([
  ...["67", "68", "2A", "2B", "75", "972", "973"],
  ...["975", "977", "978", "984", "986", "987", "988", "989"],
]);

/** What exercises a département's powers where no departmental council does, by the institution's key. */
export const DEPARTEMENT_POWERS: Record<string, string> = {
  ...{ "975": "com:975", "977": "com:977", "978": "com:978", "984": "com:984" },
  ...{ "986": "com:986", "987": "com:987", "988": "com:988" },
  ...{ "67": "departement:6AE", "68": "departement:6AE", "2A": "region:R94", "2B": "region:R94" },
  ...{ "75": "commune:75056", "972": "region:R02", "973": "region:R03" },
};

/** What exercises a région's powers where no regional council does. */
export const REGION_POWERS: Record<string, string> = { R06: "departement:976" };

/**
 * Communes of the official code that are no communes in law and have no town hall: the collectivities of
 * Saint-Barthélemy and Saint-Martin, the circumscriptions of Wallis and Futuna, the districts of the Southern lands,
 * Clipperton.
 */
export const NO_TOWN_HALL = /^(977|978|984|986|989)/;

/** The Métropole de Lyon has a département's powers on its territory: the Rhône's council does not cover it. */
export const METROPOLE_DE_LYON = "200046977";
