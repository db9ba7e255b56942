import type { LocalBody } from "./local-bodies.ts";

const CCI = "chambre de commerce et d’industrie CCIT";
const CMA = "chambre de métiers et de l’artisanat artisans";
const AGRICULTURE = "chambre d’agriculture agriculteurs";

/** Chambers whose name or extent is not their département's; they follow trade areas more than boundaries. */
export const CHAMBERS: LocalBody[] = [
  agriculture("alsace", "Chambre d’agriculture d’Alsace", "R44", "67", "68"),
  agriculture("17-79", "Chambre d’agriculture de Charente-Maritime et Deux-Sèvres", "R75", "17", "79"),
  agriculture("25-90", "Chambre d’agriculture du Doubs et du Territoire de Belfort", "R27", "25", "90"),
  agriculture("nord-pas-de-calais", "Chambre d’agriculture du Nord-Pas de Calais", "R32", "59", "62"),
  agriculture("savoie-mont-blanc", "Chambre d’agriculture Savoie Mont-Blanc", "R84", "73", "74"),
  overseasAgriculture("971", "Chambre d’agriculture de la Guadeloupe"),
  overseasAgriculture("972", "Chambre d’agriculture de la Martinique"),
  overseasAgriculture("973", "Chambre d’agriculture de la Guyane"),
  overseasAgriculture("974", "Chambre d’agriculture de La Réunion"),
  overseasAgriculture("976", "Chambre de l’agriculture, de la pêche et de l’aquaculture de Mayotte", "CAPAM"),
  trades("alsace", "Chambre de métiers d’Alsace", "67", "68"),
  trades("moselle", "CMA de la Moselle", "57"),
  cci("paris-ile-de-france", "CCI Paris Île-de-France", undefined, "R11"),
  // Auvergne-Rhône-Alpes
  cci("ain", "CCI de l’Ain", "R84", "01"),
  cci("allier", "CCI de l’Allier", "R84", "03"),
  cci("ardeche", "CCI de l’Ardèche", "R84", "07"),
  cci("beaujolais", "CCI Beaujolais", "R84", "69"),
  cci("cantal", "CCI du Cantal", "R84", "15"),
  cci("drome", "CCI de la Drôme", "R84", "26"),
  cci("grenoble", "CCI de Grenoble", "R84", "38"),
  cci("nord-isere", "CCI Nord Isère", "R84", "38"),
  cci("haute-loire", "CCI de la Haute-Loire", "R84", "43"),
  cci("lyon-saint-etienne-roanne", "CCI Lyon Métropole Saint-Étienne Roanne", "R84", "69", "42"),
  cci("puy-de-dome", "CCI du Puy-de-Dôme", "R84", "63"),
  cci("savoie", "CCI de la Savoie", "R84", "73"),
  cci("haute-savoie", "CCI de la Haute-Savoie", "R84", "74"),
  // Bourgogne-Franche-Comté
  cci("cote-d-or-saone-et-loire", "CCI Côte-d’Or Saône-et-Loire", "R27", "21", "71"),
  cci("saone-doubs", "CCI Saône-Doubs", "R27", "25", "70"),
  cci("jura", "CCI du Jura", "R27", "39"),
  cci("nievre", "CCI de la Nièvre", "R27", "58"),
  cci("yonne", "CCI de l’Yonne", "R27", "89"),
  cci("territoire-de-belfort", "CCI du Territoire de Belfort", "R27", "90"),
  // Bretagne
  cci("cotes-d-armor", "CCI des Côtes-d’Armor", "R53", "22"),
  cci("bretagne-ouest", "CCI métropolitaine Bretagne ouest", "R53", "29"),
  cci("ille-et-vilaine", "CCI d’Ille-et-Vilaine", "R53", "35"),
  cci("morbihan", "CCI du Morbihan", "R53", "56"),
  // Centre-Val de Loire
  cci("cher", "CCI du Cher", "R24", "18"),
  cci("eure-et-loir", "CCI d’Eure-et-Loir", "R24", "28"),
  cci("indre", "CCI de l’Indre", "R24", "36"),
  cci("touraine", "CCI de Touraine", "R24", "37"),
  cci("loir-et-cher", "CCI de Loir-et-Cher", "R24", "41"),
  cci("loiret", "CCI du Loiret", "R24", "45"),
  // Grand Est
  cci("alsace", "CCI Alsace Eurométropole", "R44", "67", "68"),
  cci("ardennes", "CCI des Ardennes", "R44", "08"),
  cci("aube", "CCI de Troyes et de l’Aube", "R44", "10"),
  cci("marne", "CCI de la Marne", "R44", "51"),
  cci("meuse-haute-marne", "CCI Meuse Haute-Marne", "R44", "52", "55"),
  cci("meurthe-et-moselle", "CCI de Meurthe-et-Moselle", "R44", "54"),
  cci("moselle", "CCI de la Moselle", "R44", "57"),
  cci("vosges", "CCI des Vosges", "R44", "88"),
  // Hauts-de-France
  cci("aisne", "CCI de l’Aisne", "R32", "02"),
  cci("amiens-picardie", "CCI Amiens-Picardie", "R32", "80"),
  cci("artois", "CCI de l’Artois", "R32", "62"),
  cci("grand-hainaut", "CCI Grand Hainaut", "R32", "59"),
  cci("grand-lille", "CCI Grand Lille", "R32", "59"),
  cci("littoral-hauts-de-france", "CCI Littoral Hauts-de-France", "R32", "62", "59"),
  cci("oise", "CCI de l’Oise", "R32", "60"),
  // Île-de-France
  cci("paris", "CCI de Paris", "R11", "75"),
  cci("seine-et-marne", "CCI de Seine-et-Marne", "R11", "77"),
  cci("versailles-yvelines", "CCI Versailles-Yvelines", "R11", "78"),
  cci("essonne", "CCI de l’Essonne", "R11", "91"),
  cci("hauts-de-seine", "CCI des Hauts-de-Seine", "R11", "92"),
  cci("seine-saint-denis", "CCI de la Seine-Saint-Denis", "R11", "93"),
  cci("val-de-marne", "CCI du Val-de-Marne", "R11", "94"),
  cci("val-d-oise", "CCI du Val-d’Oise", "R11", "95"),
  // Normandie
  cci("caen-normandie", "CCI Caen Normandie", "R28", "14"),
  cci("ouest-normandie", "CCI Ouest Normandie", "R28", "50"),
  cci("portes-de-normandie", "CCI Portes de Normandie", "R28", "27", "61"),
  cci("rouen-metropole", "CCI Rouen Métropole", "R28", "76"),
  cci("seine-estuaire", "CCI Seine Estuaire", "R28", "76"),
  // Nouvelle-Aquitaine
  cci("bordeaux-gironde", "CCI Bordeaux Gironde", "R75", "33"),
  cci("charente", "CCI de la Charente", "R75", "16"),
  cci("charente-maritime", "CCI de la Charente-Maritime", "R75", "17"),
  cci("correze", "CCI de la Corrèze", "R75", "19"),
  cci("creuse", "CCI de la Creuse", "R75", "23"),
  cci("dordogne", "CCI de la Dordogne", "R75", "24"),
  cci("landes", "CCI des Landes", "R75", "40"),
  cci("lot-et-garonne", "CCI du Lot-et-Garonne", "R75", "47"),
  cci("bayonne-pays-basque", "CCI Bayonne Pays basque", "R75", "64"),
  cci("pau-bearn", "CCI Pau Béarn", "R75", "64"),
  cci("deux-sevres", "CCI des Deux-Sèvres", "R75", "79"),
  cci("vienne", "CCI de la Vienne", "R75", "86"),
  cci("limoges-haute-vienne", "CCI Limoges Haute-Vienne", "R75", "87"),
  // Occitanie
  cci("ariege", "CCI de l’Ariège", "R76", "09"),
  cci("aude", "CCI de l’Aude", "R76", "11"),
  cci("aveyron", "CCI de l’Aveyron", "R76", "12"),
  cci("gard", "CCI du Gard", "R76", "30"),
  cci("toulouse-haute-garonne", "CCI Toulouse Haute-Garonne", "R76", "31"),
  cci("gers", "CCI du Gers", "R76", "32"),
  cci("herault", "CCI de l’Hérault", "R76", "34"),
  cci("lot", "CCI du Lot", "R76", "46"),
  cci("lozere", "CCI de la Lozère", "R76", "48"),
  cci("hautes-pyrenees", "CCI Tarbes et Hautes-Pyrénées", "R76", "65"),
  cci("pyrenees-orientales", "CCI des Pyrénées-Orientales", "R76", "66"),
  cci("tarn", "CCI du Tarn", "R76", "81"),
  cci("tarn-et-garonne", "CCI du Tarn-et-Garonne", "R76", "82"),
  // Pays de la Loire
  cci("nantes-saint-nazaire", "CCI Nantes Saint-Nazaire", "R52", "44"),
  cci("maine-et-loire", "CCI de Maine-et-Loire", "R52", "49"),
  cci("mayenne", "CCI de la Mayenne", "R52", "53"),
  cci("sarthe", "CCI Le Mans Sarthe", "R52", "72"),
  cci("vendee", "CCI de la Vendée", "R52", "85"),
  // Provence-Alpes-Côte d’Azur
  cci("alpes-de-haute-provence", "CCI des Alpes-de-Haute-Provence", "R93", "04"),
  cci("hautes-alpes", "CCI des Hautes-Alpes", "R93", "05"),
  cci("nice-cote-d-azur", "CCI Nice Côte d’Azur", "R93", "06"),
  cci("aix-marseille-provence", "CCI Aix-Marseille-Provence", "R93", "13"),
  cci("pays-d-arles", "CCI du Pays d’Arles", "R93", "13"),
  cci("var", "CCI du Var", "R93", "83"),
  cci("vaucluse", "CCI de Vaucluse", "R93", "84"),
  // Overseas, where one chamber is both
  cci("guadeloupe", "CCI des îles de Guadeloupe", undefined, "971"),
  cci("martinique", "CCI de la Martinique", undefined, "972"),
  cci("guyane", "CCI de la Guyane", undefined, "973"),
  cci("la-reunion", "CCI de La Réunion", undefined, "974"),
  cci("mayotte", "CCI de Mayotte", undefined, "976"),
];

function cci(
  key: string,
  name: string,
  region: string | undefined,
  ...places: [string, ...string[]]
): LocalBody {
  const parent =
    region === undefined
      ? "national:cci-france"
      : region === "R11"
        ? "cci:paris-ile-de-france"
        : `cci-region:${region}`;
  return {
    ...{ key: `cci:${key}`, name, acronym: "CCI", category: "cci", kind: "chamber", places, words: CCI },
    parent: { kind: "membership", key: parent },
  };
}

function agriculture(key: string, name: string, region: string, ...places: [string, ...string[]]): LocalBody {
  return {
    ...{ key: `chambre-agriculture:${key}`, name, category: "chambre-agriculture", kind: "chamber", places },
    ...{ words: `chambre interdépartementale ${AGRICULTURE}` },
    parent: { kind: "membership", key: `chambre-agriculture-region:${region}` },
  };
}

function overseasAgriculture(place: string, name: string, acronym?: string): LocalBody {
  return {
    ...{ key: `chambre-agriculture:${place}`, name, category: "chambre-agriculture", kind: "chamber" },
    ...{ places: [place], words: AGRICULTURE, ...(acronym && { acronym }) },
    parent: { kind: "membership", key: "national:chambres-agriculture-france" },
  };
}

function trades(key: string, name: string, ...places: [string, ...string[]]): LocalBody {
  return {
    ...{ key: `cma:${key}`, name, acronym: "CMA", category: "cma", kind: "chamber", places, words: CMA },
    parent: { kind: "membership", key: "national:cma-france" },
  };
}
