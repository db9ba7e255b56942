/** What an institution more precisely is, where its code is not already what people call it. */
const WORDS: Record<string, string> = {
  ...{ aai: "Autorité indépendante", "agence-eau": "Agence de l’eau", ars: "ARS", assemblee: "Assemblée" },
  ...{ "cci-region": "CCI de région", "cma-region": "CMA de région", commune: "Mairie" },
  "chambre-agriculture": "Chambre d’agriculture",
  "chambre-agriculture-region": "Chambre d’agriculture de région",
  ...{ com: "Collectivité d’outre-mer", departement: "Département", region: "Région" },
  ...{ direction: "Direction d’administration centrale", dm: "Direction de la mer" },
  ...{ dmlc: "Direction de la mer et du littoral de Corse", "entreprise-publique": "Entreprise publique" },
  ...{ ddfip: "DDFiP", drfip: "DRFiP", "france-travail": "France Travail", juridiction: "Juridiction" },
  ...{ metropole: "Métropole", ministere: "Ministère", operateur: "Opérateur", prefecture: "Préfecture" },
  ...{ "prefecture-de-police": "Préfecture de police", rectorat: "Rectorat", reseau: "Réseau" },
  ...{ representation: "Représentation de l’État outre-mer", "sous-prefecture": "Sous-préfecture" },
  ...{ "tete-de-reseau": "Tête de réseau", "vice-rectorat": "Vice-rectorat" },
};

const ACRONYMS = [
  ...["ca", "caf", "cc", "cci", "ccss", "cgss", "cma", "cpam", "cps", "cssm", "cu", "daaf", "dac", "dcstep"],
  ...[
    "ddets",
    "ddetspp",
    "ddpp",
    "ddt",
    "ddtm",
    "deal",
    "dealm",
    "deets",
    "dgcopop",
    "dgtm",
    "draaf",
    "drac",
  ],
  ...[
    "dreal",
    "dreets",
    "driaaf",
    "drieat",
    "drieets",
    "drihl",
    "dsden",
    "dtam",
    "ept",
    "mdph",
    "msa",
    "sdis",
  ],
  ...["ud-drieat", "ud-drieets", "ud-drihl"],
];

/** The sub-types of the shared universe. */
export const CATEGORIES: string[] = [...Object.keys(WORDS), ...ACRONYMS];

/** « chambre-agriculture » is « Chambre d’agriculture », « ddtm » is « DDTM »; another is as the product wrote it. */
export function categoryLabel(category: string): string {
  if (Object.hasOwn(WORDS, category)) return WORDS[category]!;
  return ACRONYMS.includes(category) ? category.toUpperCase().replace("UD-", "UD de la ") : category;
}
