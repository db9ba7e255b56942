import { ACADEMIES } from "./academies.ts";
import { CHAMBERS } from "./chambers.ts";
import { OVERSEAS_SERVICES } from "./overseas.ts";
import { SOCIAL_SECURITY_BODIES } from "./social-security-bodies.ts";

/** A local body with a name or an extent of its own, which no template gives. Written by hand, to be confirmed. */
export type LocalBody = {
  key: string;
  name: string;
  acronym?: string;
  category: string;
  kind:
    "decentralised_service" | "prefecture" | "social_security" | "health" | "chamber" | "agency" | "other";
  /** The territory it serves; of several, the first holds its seat. */
  places: [string, ...string[]];
  words?: string;
  /** The key of the institution above. */
  parent?: { kind: "oversight" | "membership"; key: string };
};

const over = (key: string): LocalBody["parent"] => ({ kind: "oversight", key });

/** The Paris region has directions of its own, which in Paris and its inner ring replace the départements'. */
const ILE_DE_FRANCE: LocalBody[] = [
  {
    ...{ key: "drieat:R11", name: "DRIEAT Île-de-France", acronym: "DRIEAT", category: "drieat" },
    ...{
      kind: "decentralised_service",
      places: ["R11"],
      parent: over("national:ministere-transition-ecologique"),
    },
    words:
      "direction régionale et interdépartementale de l’environnement de l’aménagement et des transports DREAL DDT",
  },
  {
    ...{ key: "drihl:R11", name: "DRIHL Île-de-France", acronym: "DRIHL", category: "drihl" },
    ...{ kind: "decentralised_service", places: ["R11"], parent: over("national:ministere-logement") },
    words: "direction régionale et interdépartementale de l’hébergement et du logement",
  },
  {
    ...{ key: "drieets:R11", name: "DRIEETS Île-de-France", acronym: "DRIEETS", category: "drieets" },
    ...{ kind: "decentralised_service", places: ["R11"], parent: over("national:ministere-travail") },
    words:
      "direction régionale et interdépartementale de l’économie de l’emploi du travail et des solidarités DREETS",
  },
  {
    ...{ key: "driaaf:R11", name: "DRIAAF Île-de-France", acronym: "DRIAAF", category: "driaaf" },
    ...{ kind: "decentralised_service", places: ["R11"], parent: over("national:ministere-agriculture") },
    words:
      "direction régionale et interdépartementale de l’alimentation de l’agriculture et de la forêt DRAAF",
  },
  ...innerRingUnits("DRIEAT", "DDT urbanisme"),
  ...innerRingUnits("DRIEETS", "DDETS inspection du travail"),
  ...innerRingUnits("DRIHL", "hébergement logement"),
  {
    ...{
      key: "prefecture-de-police:75",
      name: "Préfecture de police de Paris",
      category: "prefecture-de-police",
    },
    ...{ kind: "prefecture", places: ["75"], parent: over("national:ministere-interieur") },
    words: "préfet de police PP",
  },
  {
    ...{ key: "ddpp:75", name: "DDPP de Paris", acronym: "DDPP", category: "ddpp" },
    ...{ kind: "decentralised_service", places: ["75"], parent: over("prefecture-de-police:75") },
    words:
      "direction départementale de la protection des populations services vétérinaires répression des fraudes",
  },
  {
    ...{ key: "bspp:75", name: "Brigade de sapeurs-pompiers de Paris", acronym: "BSPP", category: "sdis" },
    ...{ kind: "other", places: ["75", "92", "93", "94"], parent: over("prefecture-de-police:75") },
    words: "pompiers SDIS incendie et secours",
  },
];

/** Services that stand alone in their département or group. */
const PARTICULAR: LocalBody[] = [
  {
    ...{
      key: "dmlc:R94",
      name: "Direction de la mer et du littoral de Corse",
      acronym: "DMLC",
      category: "dmlc",
    },
    ...{ kind: "decentralised_service", places: ["R94"], parent: over("national:ministere-mer") },
    words: "DDTM affaires maritimes",
  },
  {
    ...{ key: "sdis:2A", name: "SIS de la Corse-du-Sud", acronym: "SIS", category: "sdis", kind: "other" },
    ...{
      places: ["2A"],
      words: "service d’incendie et de secours SDIS pompiers",
      parent: over("prefecture:2A"),
    },
  },
  {
    ...{ key: "sdis:2B", name: "SIS de la Haute-Corse", acronym: "SIS", category: "sdis", kind: "other" },
    ...{
      places: ["2B"],
      words: "service d’incendie et de secours SDIS pompiers",
      parent: over("prefecture:2B"),
    },
  },
  {
    ...{ key: "sdis:67", name: "SIS du Bas-Rhin", acronym: "SIS", category: "sdis", kind: "other" },
    ...{
      places: ["67"],
      words: "service d’incendie et de secours SDIS pompiers",
      parent: over("prefecture:67"),
    },
  },
  {
    ...{ key: "sdis:68", name: "SIS du Haut-Rhin", acronym: "SIS", category: "sdis", kind: "other" },
    ...{
      places: ["68"],
      words: "service d’incendie et de secours SDIS pompiers",
      parent: over("prefecture:68"),
    },
  },
  {
    ...{ key: "sdis:69", name: "SDMIS du Rhône", acronym: "SDMIS", category: "sdis", kind: "other" },
    ...{ places: ["69"], parent: over("prefecture:69") },
    words: "service départemental-métropolitain d’incendie et de secours SDIS pompiers Lyon",
  },
  {
    ...{
      key: "bmpm:13055",
      name: "Bataillon de marins-pompiers de Marseille",
      acronym: "BMPM",
      category: "sdis",
    },
    ...{ kind: "other", places: ["13055"], parent: over("commune:13055") },
    words: "pompiers SDIS incendie et secours 13",
  },
  {
    ...{
      key: "mdph:R94",
      name: "MDPH de la Collectivité de Corse",
      acronym: "MDPH",
      category: "mdph",
      kind: "other",
    },
    ...{ places: ["R94"], parent: over("region:R94") },
    words: "maison des personnes handicapées 2A 2B",
  },
  {
    ...{
      key: "mdph:69",
      name: "MDMPH du Rhône et de la Métropole de Lyon",
      acronym: "MDMPH",
      category: "mdph",
    },
    ...{ kind: "other", places: ["69"], parent: over("departement:69") },
    words: "maison départementale-métropolitaine des personnes handicapées MDPH",
  },
];

export const LOCAL_BODIES: LocalBody[] = [
  ...ILE_DE_FRANCE,
  ...PARTICULAR,
  ...OVERSEAS_SERVICES,
  ...ACADEMIES,
  ...SOCIAL_SECURITY_BODIES,
  ...CHAMBERS,
];

function innerRingUnits(direction: string, words: string): LocalBody[] {
  const category = `ud-${direction.toLowerCase()}`;
  return ["75", "92", "93", "94"].map((code) => ({
    ...{ key: `${category}:${code}`, name: `UD ${code} de la ${direction}`, acronym: direction, category },
    ...{ kind: "decentralised_service", places: [code], words: `unité départementale ${words}` },
    parent: over(`${direction.toLowerCase()}:R11`),
  }));
}
