/**
 * Services that exist once per département or per région, and where they do not. Written by hand, to be confirmed:
 * - territories: décret n° 2009-1484 (directions départementales interministérielles), n° 2010-687 (Île-de-France),
 *   n° 2019-894 (Guyane); the Corsican DDTM became DDT on 1 January 2022, when the DMLC took over the sea;
 * - populations: décret n° 2020-1545; a DDETSPP wherever there is no separate DDPP;
 * - social security: one caisse per département but for those that `local-bodies.ts` names.
 */
export type Template = {
  category: string;
  /** What the name begins with: « DDTM de l’Hérault », « Chambre d’agriculture du Finistère ». */
  label: string;
  /** « of »: with its article; « plain »: « DREAL Occitanie »; « region »: « DRFiP de Bretagne et d’Ille-et-Vilaine ». */
  style: "of" | "plain" | "region";
  /** Absent when the label is no acronym. */
  acronym?: string;
  /** The name in full, and other words by which it is searched. */
  words: string;
  kind: "decentralised_service" | "social_security" | "health" | "chamber" | "agency" | "other";
  /** Codes of the territories that have one. */
  places: string[];
  parent: {
    kind: "oversight" | "membership";
    /** The institution above: a key, a prefix to which the département or the région is added, or a role. */
    of:
      | { key: string }
      | { each: "departement" | "region"; prefix: string }
      | "departement-powers"
      | "rectorat";
  };
};

const METROPOLE = [
  ...[
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "09",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
  ],
  ...[
    "19",
    "21",
    "22",
    "23",
    "24",
    "25",
    "26",
    "27",
    "28",
    "29",
    "2A",
    "2B",
    "30",
    "31",
    "32",
    "33",
    "34",
    "35",
  ],
  ...[
    "36",
    "37",
    "38",
    "39",
    "40",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "47",
    "48",
    "49",
    "50",
    "51",
    "52",
    "53",
  ],
  ...[
    "54",
    "55",
    "56",
    "57",
    "58",
    "59",
    "60",
    "61",
    "62",
    "63",
    "64",
    "65",
    "66",
    "67",
    "68",
    "69",
    "70",
    "71",
  ],
  ...[
    "72",
    "73",
    "74",
    "75",
    "76",
    "77",
    "78",
    "79",
    "80",
    "81",
    "82",
    "83",
    "84",
    "85",
    "86",
    "87",
    "88",
    "89",
  ],
  ...["90", "91", "92", "93", "94", "95"],
];
const OVERSEAS = ["971", "972", "973", "974", "976"];
const REGIONS = ["R11", "R24", "R27", "R28", "R32", "R44", "R52", "R53", "R75", "R76", "R84", "R93", "R94"];
const ILE_DE_FRANCE = ["75", "77", "78", "91", "92", "93", "94", "95"];
/** Paris and its inner ring: the regional and interdepartmental directions serve them through their own units. */
const INNER_RING = ["75", "92", "93", "94"];

/** Départements by the sea whose DDT is a DDTM. */
const COAST = [
  ...[
    "06",
    "11",
    "13",
    "14",
    "17",
    "22",
    "27",
    "29",
    "30",
    "33",
    "34",
    "35",
    "40",
    "44",
    "50",
    "56",
    "59",
    "62",
  ],
  ...["64", "66", "76", "80", "83", "85"],
];
/** Where the protection of populations has its own direction; elsewhere the DDETSPP does both. */
const DDPP = [
  ...[
    "01",
    "02",
    "06",
    "13",
    "14",
    "17",
    "21",
    "22",
    "26",
    "27",
    "29",
    "30",
    "31",
    "33",
    "34",
    "35",
    "37",
    "38",
  ],
  ...[
    "42",
    "44",
    "45",
    "49",
    "50",
    "54",
    "56",
    "57",
    "59",
    "60",
    "62",
    "63",
    "64",
    "66",
    "67",
    "69",
    "71",
    "72",
  ],
  ...["74", "75", "76", "77", "78", "79", "83", "84", "85", "86", "91", "92", "93", "94", "95"],
];
/** Seats of the régions, where the direction of public finances is regional. */
const DRFIP = [
  "13",
  "21",
  "2A",
  "31",
  "33",
  "35",
  "44",
  "45",
  "59",
  "67",
  "69",
  "75",
  "76",
  "971",
  "972",
  "973",
  "974",
  "976",
];

const without = (places: string[], ...excluded: string[]) =>
  places.filter((code) => !excluded.includes(code));
const under = (key: string): Template["parent"] => ({ kind: "oversight", of: { key } });
const UNDER_PREFECTURE: Template["parent"] = {
  kind: "oversight",
  of: { each: "departement", prefix: "prefecture:" },
};

export const TEMPLATES: Template[] = [
  {
    ...{ category: "ddtm", label: "DDTM", acronym: "DDTM", style: "of", kind: "decentralised_service" },
    words:
      "direction départementale des territoires et de la mer DDT services de l’État agriculture urbanisme",
    ...{ places: COAST, parent: UNDER_PREFECTURE },
  },
  {
    ...{ category: "ddt", label: "DDT", acronym: "DDT", style: "of", kind: "decentralised_service" },
    words: "direction départementale des territoires services de l’État agriculture urbanisme",
    ...{ places: without(METROPOLE, ...COAST, ...INNER_RING), parent: UNDER_PREFECTURE },
  },
  {
    ...{ category: "ddets", label: "DDETS", acronym: "DDETS", style: "of", kind: "decentralised_service" },
    words: "direction départementale de l’emploi du travail et des solidarités DDCS inspection du travail",
    ...{ places: without(DDPP, ...INNER_RING), parent: UNDER_PREFECTURE },
  },
  {
    ...{
      category: "ddetspp",
      label: "DDETSPP",
      acronym: "DDETSPP",
      style: "of",
      kind: "decentralised_service",
    },
    words:
      "direction départementale de l’emploi du travail des solidarités et de la protection des populations DDCSPP DDETS DDPP",
    ...{ places: without(METROPOLE, ...DDPP), parent: UNDER_PREFECTURE },
  },
  {
    ...{ category: "ddpp", label: "DDPP", acronym: "DDPP", style: "of", kind: "decentralised_service" },
    words:
      "direction départementale de la protection des populations services vétérinaires répression des fraudes",
    ...{ places: without(DDPP, "75"), parent: UNDER_PREFECTURE },
  },
  {
    ...{ category: "dsden", label: "DSDEN", acronym: "DSDEN", style: "of", kind: "decentralised_service" },
    words: "direction des services départementaux de l’éducation nationale inspection académique DASEN",
    ...{ places: without(METROPOLE, "75"), parent: { kind: "oversight", of: "rectorat" } },
  },
  {
    ...{ category: "ddfip", label: "DDFiP", acronym: "DDFiP", style: "of", kind: "decentralised_service" },
    words: "direction départementale des finances publiques impôts trésorerie",
    ...{ places: without([...METROPOLE, ...OVERSEAS], ...DRFIP), parent: under("national:dgfip") },
  },
  {
    ...{
      category: "drfip",
      label: "DRFiP",
      acronym: "DRFiP",
      style: "region",
      kind: "decentralised_service",
    },
    words: "direction régionale des finances publiques DDFiP impôts trésorerie",
    ...{ places: DRFIP, parent: under("national:dgfip") },
  },
  {
    ...{ category: "caf", label: "CAF", acronym: "CAF", style: "of", kind: "social_security" },
    words: "caisse d’allocations familiales",
    ...{ places: without([...METROPOLE, ...OVERSEAS], "48", "64", "976"), parent: under("national:cnaf") },
  },
  {
    ...{ category: "cpam", label: "CPAM", acronym: "CPAM", style: "of", kind: "social_security" },
    words: "caisse primaire d’assurance maladie Ameli",
    ...{ places: without(METROPOLE, "48", "59", "62", "64", "76"), parent: under("national:cnam") },
  },
  {
    ...{ category: "cgss", label: "CGSS", acronym: "CGSS", style: "of", kind: "social_security" },
    words: "caisse générale de sécurité sociale CPAM assurance maladie retraite Urssaf",
    ...{ places: without(OVERSEAS, "976"), parent: under("national:cnam") },
  },
  {
    ...{ category: "mdph", label: "MDPH", acronym: "MDPH", style: "of", kind: "other" },
    words: "maison départementale des personnes handicapées MDA maison de l’autonomie",
    places: without([...METROPOLE, ...OVERSEAS], "2A", "2B", "69"),
    parent: { kind: "oversight", of: "departement-powers" },
  },
  {
    ...{ category: "sdis", label: "SDIS", acronym: "SDIS", style: "of", kind: "other" },
    words: "service départemental d’incendie et de secours pompiers",
    places: without([...METROPOLE, ...OVERSEAS], ...INNER_RING, "2A", "2B", "67", "68", "69", "972"),
    parent: UNDER_PREFECTURE,
  },
  {
    ...{ category: "chambre-agriculture", label: "Chambre d’agriculture", style: "of", kind: "chamber" },
    words: "chambre départementale CA agriculteurs",
    places: without(METROPOLE, ...ILE_DE_FRANCE, "17", "25", "59", "62", "67", "68", "73", "74", "79", "90"),
    parent: { kind: "membership", of: { each: "region", prefix: "chambre-agriculture-region:" } },
  },
  {
    ...{ category: "cma", label: "CMA", acronym: "CMA", style: "of", kind: "chamber" },
    words: "chambre de métiers et de l’artisanat niveau départemental artisans",
    places: without(METROPOLE, "57", "67", "68", "2A", "2B"),
    parent: { kind: "membership", of: { each: "region", prefix: "cma-region:" } },
  },
  {
    ...{ category: "dreal", label: "DREAL", acronym: "DREAL", style: "plain", kind: "decentralised_service" },
    words: "direction régionale de l’environnement de l’aménagement et du logement",
    ...{ places: without(REGIONS, "R11"), parent: under("national:ministere-transition-ecologique") },
  },
  {
    ...{
      category: "dreets",
      label: "DREETS",
      acronym: "DREETS",
      style: "plain",
      kind: "decentralised_service",
    },
    words: "direction régionale de l’économie de l’emploi du travail et des solidarités DIRECCTE",
    ...{ places: without(REGIONS, "R11"), parent: under("national:ministere-travail") },
  },
  {
    ...{ category: "draaf", label: "DRAAF", acronym: "DRAAF", style: "plain", kind: "decentralised_service" },
    words: "direction régionale de l’alimentation de l’agriculture et de la forêt",
    ...{ places: without(REGIONS, "R11"), parent: under("national:ministere-agriculture") },
  },
  {
    ...{ category: "drac", label: "DRAC", acronym: "DRAC", style: "plain", kind: "decentralised_service" },
    words: "direction régionale des affaires culturelles",
    ...{ places: REGIONS, parent: under("national:ministere-culture") },
  },
  {
    ...{ category: "ars", label: "ARS", acronym: "ARS", style: "plain", kind: "health" },
    words: "agence régionale de santé",
    ...{ places: [...REGIONS, ...without(OVERSEAS, "971")], parent: under("national:ministere-sante") },
  },
  {
    ...{ category: "france-travail", label: "France Travail", style: "plain", kind: "agency" },
    words: "direction régionale Pôle emploi",
    ...{ places: [...REGIONS, ...OVERSEAS], parent: under("national:france-travail") },
  },
  {
    ...{ category: "cci-region", label: "CCI", acronym: "CCI", style: "plain", kind: "chamber" },
    words: "chambre de commerce et d’industrie de région CCIR",
    places: without(REGIONS, "R11", "R94"),
    parent: { kind: "membership", of: { key: "national:cci-france" } },
  },
  {
    ...{ category: "cma-region", label: "CMA", acronym: "CMA", style: "plain", kind: "chamber" },
    words: "chambre de métiers et de l’artisanat de région CMAR artisans",
    places: [...REGIONS, ...OVERSEAS],
    parent: { kind: "membership", of: { key: "national:cma-france" } },
  },
  {
    ...{
      category: "chambre-agriculture-region",
      label: "Chambre d’agriculture",
      style: "of",
      kind: "chamber",
    },
    words: "chambre régionale d’agriculture chambre de région CRA agriculteurs",
    places: REGIONS,
    parent: { kind: "membership", of: { key: "national:chambres-agriculture-france" } },
  },
];

/** What does a DDT's work where there is none, by the key of its institution. */
export const INSTEAD_OF_DDT: Record<string, string> = {
  ...{ "75": "ud-drieat:75", "92": "ud-drieat:92", "93": "ud-drieat:93", "94": "ud-drieat:94" },
  ...{ "971": "deal:971", "972": "deal:972", "973": "dgtm:973", "974": "deal:974", "976": "dealm:976" },
};
