import type { LocalBody } from "./local-bodies.ts";

const CPAM = "caisse primaire d’assurance maladie Ameli";
const CAF = "caisse d’allocations familiales";

/** Caisses that are not one a département. Those of the MSA have been 35 since 2010. */
export const SOCIAL_SECURITY_BODIES: LocalBody[] = [
  caisse(
    "ccss:48",
    "CCSS de la Lozère",
    "CCSS",
    "cnam",
    `caisse commune de sécurité sociale CAF ${CPAM}`,
    "48",
  ),
  caisse(
    "cssm:976",
    "CSSM de Mayotte",
    "CSSM",
    "cnam",
    `caisse de sécurité sociale de Mayotte CAF CGSS ${CPAM}`,
    "976",
  ),
  caisse(
    "cps:975",
    "CPS de Saint-Pierre-et-Miquelon",
    "CPS",
    undefined,
    "caisse de prévoyance sociale",
    "975",
  ),
  caisse("caf:bearn", "CAF Béarn et Soule", "CAF", "cnaf", CAF, "64"),
  caisse("caf:pays-basque", "CAF du Pays basque et du Seignanx", "CAF", "cnaf", CAF, "64"),
  caisse("cpam:hainaut", "CPAM du Hainaut", "CPAM", "cnam", `${CPAM} Valenciennes`, "59"),
  caisse("cpam:lille-douai", "CPAM de Lille-Douai", "CPAM", "cnam", CPAM, "59"),
  caisse("cpam:roubaix-tourcoing", "CPAM de Roubaix-Tourcoing", "CPAM", "cnam", CPAM, "59"),
  caisse("cpam:flandres", "CPAM des Flandres", "CPAM", "cnam", `${CPAM} Dunkerque`, "59"),
  caisse("cpam:artois", "CPAM de l’Artois", "CPAM", "cnam", `${CPAM} Arras Lens`, "62"),
  caisse("cpam:cote-opale", "CPAM de la Côte d’Opale", "CPAM", "cnam", `${CPAM} Calais Boulogne`, "62"),
  caisse("cpam:bayonne", "CPAM de Bayonne", "CPAM", "cnam", CPAM, "64"),
  caisse("cpam:pau", "CPAM de Pau-Pyrénées", "CPAM", "cnam", CPAM, "64"),
  caisse("cpam:rouen", "CPAM de Rouen-Elbeuf-Dieppe-Seine-Maritime", "CPAM", "cnam", CPAM, "76"),
  caisse("cpam:le-havre", "CPAM du Havre", "CPAM", "cnam", CPAM, "76"),
  msa("ain-rhone", "Ain-Rhône", "69", "01"),
  msa("alpes-du-nord", "Alpes du Nord", "73", "38", "74"),
  msa("alpes-vaucluse", "Alpes Vaucluse", "84", "04", "05"),
  msa("alsace", "Alsace", "68", "67"),
  msa("ardeche-drome-loire", "Ardèche Drôme Loire", "26", "07", "42"),
  msa("armorique", "d’Armorique", "29", "22"),
  msa("auvergne", "Auvergne", "63", "03", "15", "43"),
  msa("beauce-coeur-de-loire", "Beauce Cœur de Loire", "45", "18", "28"),
  msa("berry-touraine", "Berry-Touraine", "41", "36", "37"),
  msa("bourgogne", "Bourgogne", "21", "58", "71", "89"),
  msa("charentes", "des Charentes", "17", "16"),
  msa("corse", "de la Corse", "2A", "2B"),
  msa("cotes-normandes", "Côtes Normandes", "14", "50"),
  msa("dordogne-lot-et-garonne", "Dordogne, Lot et Garonne", "24", "47"),
  msa("franche-comte", "Franche-Comté", "25", "39", "70", "90"),
  msa("gironde", "Gironde", "33"),
  msa("grand-sud", "Grand Sud", "11", "66"),
  msa("haute-normandie", "Haute-Normandie", "76", "27"),
  msa("ile-de-france", "Île-de-France", "75", "77", "78", "91", "92", "93", "94", "95"),
  msa("languedoc", "du Languedoc", "48", "30", "34"),
  msa("limousin", "du Limousin", "87", "19", "23"),
  msa("loire-atlantique-vendee", "Loire-Atlantique – Vendée", "44", "85"),
  msa("lorraine", "Lorraine", "54", "57", "88"),
  msa("maine-et-loire", "Maine-et-Loire", "49"),
  msa("marne-ardennes-meuse", "Marne Ardennes Meuse", "51", "08", "55"),
  msa("mayenne-orne-sarthe", "Mayenne-Orne-Sarthe", "72", "53", "61"),
  msa("midi-pyrenees-nord", "Midi-Pyrénées Nord", "81", "12", "46", "82"),
  msa("midi-pyrenees-sud", "Midi-Pyrénées Sud", "31", "09", "32", "65"),
  msa("nord-pas-de-calais", "Nord-Pas de Calais", "59", "62"),
  msa("picardie", "Picardie", "80", "02", "60"),
  msa("poitou", "Poitou", "86", "79"),
  msa("portes-de-bretagne", "Portes de Bretagne", "35", "56"),
  msa("provence-azur", "Provence Azur", "13", "06", "83"),
  msa("sud-aquitaine", "Sud Aquitaine", "64", "40"),
  msa("sud-champagne", "Sud Champagne", "10", "52"),
];

function caisse(
  key: string,
  name: string,
  acronym: string,
  network: string | undefined,
  words: string,
  place: string,
): LocalBody {
  return {
    ...{ key, name, acronym, category: key.split(":")[0]!, kind: "social_security", places: [place], words },
    ...(network && { parent: { kind: "oversight", key: `national:${network}` } }),
  };
}

function msa(key: string, name: string, ...places: [string, ...string[]]): LocalBody {
  return {
    ...{
      key: `msa:${key}`,
      name: `MSA ${name}`,
      acronym: "MSA",
      category: "msa",
      kind: "social_security",
      places,
    },
    ...{ words: "mutualité sociale agricole caisse", parent: { kind: "oversight", key: "national:ccmsa" } },
  };
}
