import type { LocalBody } from "./local-bodies.ts";

const ECOLOGY = "national:ministere-transition-ecologique";
const WORK = "national:ministere-travail";
const AGRICULTURE = "national:ministere-agriculture";
const CULTURE = "national:ministere-culture";
const SEA = "national:ministere-mer";
const OVERSEAS = "national:ministere-outre-mer";
const EDUCATION = "national:ministere-education";
const HEALTH = "national:ministere-sante";

const DEAL = "direction de l’environnement de l’aménagement et du logement DREAL DDT";
const DEETS = "direction de l’économie de l’emploi du travail et des solidarités DREETS";
const DAAF = "direction de l’alimentation de l’agriculture et de la forêt DRAAF DDT";
const DAC = "direction des affaires culturelles DRAC";
const SEA_WORDS = "direction de la mer affaires maritimes";

/** The State's services overseas, where one direction does what several do in metropolitan France. */
export const OVERSEAS_SERVICES: LocalBody[] = [
  service("deal:971", "DEAL Guadeloupe", "DEAL", ECOLOGY, DEAL),
  service("deal:972", "DEAL Martinique", "DEAL", ECOLOGY, DEAL),
  service("deal:974", "DEAL La Réunion", "DEAL", ECOLOGY, DEAL),
  service("dealm:976", "DEALM Mayotte", "DEALM", ECOLOGY, `${DEAL} et de la mer`),
  service(
    ...([
      "dgtm:973",
      "DGTM Guyane",
      "DGTM",
      ECOLOGY,
      "direction générale des territoires et de la mer DEAL DAAF DDTM",
    ] as const),
  ),
  service("deets:971", "DEETS Guadeloupe", "DEETS", WORK, DEETS),
  service("deets:972", "DEETS Martinique", "DEETS", WORK, DEETS),
  service("deets:974", "DEETS La Réunion", "DEETS", WORK, DEETS),
  service("deets:976", "DEETS Mayotte", "DEETS", WORK, DEETS),
  service(
    "dgcopop:973",
    "DGCOPOP Guyane",
    "DGCOPOP",
    WORK,
    "direction générale de la cohésion et des populations DEETS DAC",
  ),
  service("daaf:971", "DAAF Guadeloupe", "DAAF", AGRICULTURE, DAAF),
  service("daaf:972", "DAAF Martinique", "DAAF", AGRICULTURE, DAAF),
  service("daaf:974", "DAAF La Réunion", "DAAF", AGRICULTURE, DAAF),
  service("daaf:976", "DAAF Mayotte", "DAAF", AGRICULTURE, DAAF),
  service("dac:971", "DAC Guadeloupe", "DAC", CULTURE, DAC),
  service("dac:972", "DAC Martinique", "DAC", CULTURE, DAC),
  service("dac:974", "DAC La Réunion", "DAC", CULTURE, DAC),
  service("dac:976", "DAC Mayotte", "DAC", CULTURE, DAC),
  service("dm:971", "Direction de la mer de la Guadeloupe", "DM", SEA, SEA_WORDS),
  service("dm:972", "Direction de la mer de la Martinique", "DM", SEA, SEA_WORDS),
  service("dm:974", "Direction de la mer Sud océan Indien", "DMSOI", SEA, SEA_WORDS),
  {
    ...service(
      "ars:971",
      "ARS Guadeloupe, Saint-Martin et Saint-Barthélemy",
      "ARS",
      HEALTH,
      "agence régionale de santé",
    ),
    ...{ kind: "health", places: ["971", "977", "978"] },
  },
  {
    ...service("sdis:972", "STIS de la Martinique", "STIS", "prefecture:972", ""),
    ...{ kind: "other", words: "service territorial d’incendie et de secours SDIS pompiers" },
  },
  represented("975", "Préfecture de Saint-Pierre-et-Miquelon", "préfet"),
  {
    ...represented("978", "Préfecture déléguée de Saint-Barthélemy et de Saint-Martin", "préfet délégué"),
    places: ["978", "977"],
  },
  represented(
    "986",
    "Administration supérieure des îles Wallis et Futuna",
    "préfet administrateur supérieur",
  ),
  represented(
    "987",
    "Haut-commissariat de la République en Polynésie française",
    "haut-commissaire préfecture",
  ),
  represented(
    "988",
    "Haut-commissariat de la République en Nouvelle-Calédonie",
    "haut-commissaire préfecture",
  ),
  service(
    ...(["dtam:975", "DTAM de Saint-Pierre-et-Miquelon", "DTAM", ECOLOGY] as const),
    "direction des territoires de l’alimentation et de la mer",
  ),
  service(
    ...(["dcstep:975", "DCSTEP de Saint-Pierre-et-Miquelon", "DCSTEP", WORK] as const),
    "direction de la cohésion sociale du travail de l’emploi et de la population",
  ),
  {
    ...service(
      "ars:975",
      "Administration territoriale de santé de Saint-Pierre-et-Miquelon",
      "ATS",
      HEALTH,
      "ARS",
    ),
    kind: "health",
  },
  service(
    "vice-rectorat:986",
    "Vice-rectorat des îles Wallis et Futuna",
    undefined,
    EDUCATION,
    "éducation nationale",
  ),
  service(
    "vice-rectorat:987",
    "Vice-rectorat de la Polynésie française",
    undefined,
    EDUCATION,
    "éducation nationale",
  ),
  service(
    "vice-rectorat:988",
    "Vice-rectorat de la Nouvelle-Calédonie",
    undefined,
    EDUCATION,
    "éducation nationale",
  ),
];

function service(
  key: string,
  name: string,
  acronym: string | undefined,
  parent: string,
  words: string,
): LocalBody {
  const [category, place] = key.split(":") as [string, string];
  return {
    ...{ key, name, category, kind: "decentralised_service", places: [place], words },
    ...(acronym && { acronym }),
    parent: { kind: "oversight", key: parent },
  };
}

function represented(place: string, name: string, words: string): LocalBody {
  return {
    ...{
      key: `representation:${place}`,
      name,
      category: "representation",
      kind: "prefecture",
      places: [place],
    },
    ...{ words: `${words} services de l’État`, parent: { kind: "oversight", key: OVERSEAS } },
  };
}
