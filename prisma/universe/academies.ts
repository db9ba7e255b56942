import type { LocalBody } from "./local-bodies.ts";

/** The 30 académies and their départements, the rectorat's first (code de l’éducation, article R. 222-2). */
export const ACADEMIES: LocalBody[] = [
  academie("aix-marseille", "d’Aix-Marseille", "13", "04", "05", "84"),
  academie("amiens", "d’Amiens", "80", "02", "60"),
  academie("besancon", "de Besançon", "25", "39", "70", "90"),
  academie("bordeaux", "de Bordeaux", "33", "24", "40", "47", "64"),
  academie("clermont-ferrand", "de Clermont-Ferrand", "63", "03", "15", "43"),
  academie("corse", "de Corse", "2A", "2B"),
  academie("creteil", "de Créteil", "94", "77", "93"),
  academie("dijon", "de Dijon", "21", "58", "71", "89"),
  academie("grenoble", "de Grenoble", "38", "07", "26", "73", "74"),
  academie("guadeloupe", "de la Guadeloupe", "971"),
  academie("guyane", "de la Guyane", "973"),
  academie("la-reunion", "de La Réunion", "974"),
  academie("lille", "de Lille", "59", "62"),
  academie("limoges", "de Limoges", "87", "19", "23"),
  academie("lyon", "de Lyon", "69", "01", "42"),
  academie("martinique", "de la Martinique", "972"),
  academie("mayotte", "de Mayotte", "976"),
  academie("montpellier", "de Montpellier", "34", "11", "30", "48", "66"),
  academie("nancy-metz", "de Nancy-Metz", "54", "55", "57", "88"),
  academie("nantes", "de Nantes", "44", "49", "53", "72", "85"),
  academie("nice", "de Nice", "06", "83"),
  academie("normandie", "de Normandie", "14", "27", "50", "61", "76"),
  academie("orleans-tours", "d’Orléans-Tours", "45", "18", "28", "36", "37", "41"),
  academie("paris", "de Paris", "75"),
  academie("poitiers", "de Poitiers", "86", "16", "17", "79"),
  academie("reims", "de Reims", "51", "08", "10", "52"),
  academie("rennes", "de Rennes", "35", "22", "29", "56"),
  academie("strasbourg", "de Strasbourg", "67", "68"),
  academie("toulouse", "de Toulouse", "31", "09", "12", "32", "46", "65", "81", "82"),
  academie("versailles", "de Versailles", "78", "91", "92", "95"),
];

function academie(key: string, name: string, ...places: [string, ...string[]]): LocalBody {
  return {
    ...{ key: `rectorat:${key}`, name: `Rectorat de l’académie ${name}`, category: "rectorat", places },
    ...{ kind: "decentralised_service", words: "éducation nationale recteur" },
    parent: { kind: "oversight", key: "national:ministere-education" },
  };
}
