/** Where an institution of a category stands, told by the commune of the record. */
export type Scope = "commune" | "epci" | "arrondissement" | "departement" | "region";

/**
 * The directory's « pivots » (its types of local service) that the reference data has institutions for: the categories
 * each may mean, and how their place follows from a commune. A type that is not here has no institution to go to.
 */
const PIVOTS: Record<string, readonly (readonly [category: string, scope: Scope])[]> = {
  mairie: [["commune", "commune"]],
  mairie_com: [["commune", "commune"]],
  epci: (["cc", "ca", "cu", "metropole", "ept"] as const).map((category) => [category, "epci"] as const),
  cg: [["departement", "departement"]],
  cr: [["region", "region"]],
  ...byDepartement({
    prefecture: ["prefecture", "representation"],
    prefecture_region: ["prefecture"],
    ddt: ["ddt", "ddtm"],
    ddtm: ["ddtm"],
    ddets: ["ddets", "ddetspp"],
    ddetspp: ["ddetspp"],
    ddcs: ["ddets"],
    ddcspp: ["ddetspp"],
    ddpp: ["ddpp", "ddetspp"],
    inspection_academique: ["dsden"],
    dsden: ["dsden"],
    ddfip: ["ddfip", "drfip"],
    drfip: ["drfip"],
    caf: ["caf"],
    cpam: ["cpam", "cgss"],
    msa: ["msa"],
    maison_handicapees: ["mdph"],
    sdis: ["sdis"],
    cci: ["cci"],
    chambre_metier: ["cma"],
    chambre_agriculture: ["chambre-agriculture"],
    rectorat: ["rectorat", "vice-rectorat"],
  }),
  ...byRegion({
    dreal: ["dreal", "deal", "drieat"],
    dreets: ["dreets", "deets", "drieets"],
    draaf: ["draaf", "daaf", "driaaf"],
    drac: ["drac", "dac"],
    ars: ["ars"],
    cci_region: ["cci-region"],
  }),
  sous_pref: [["sous-prefecture", "arrondissement"]],
};

/** The categories that the types of a record may mean; empty when the reference data has none of them. */
export function categoriesOf(types: string[]): (readonly [category: string, scope: Scope])[] {
  return types.flatMap((type) => (Object.hasOwn(PIVOTS, type) ? PIVOTS[type]! : []));
}

/** What a report calls a type. */
export const typeLabel = (type: string): string =>
  (Object.hasOwn(LABELS, type) && LABELS[type]) || type.replaceAll("_", " ");

const LABELS: Record<string, string> = {
  ...{ mairie: "Mairies", mairie_com: "Mairies d’outre-mer", epci: "Intercommunalités" },
  ...{ cg: "Conseils départementaux", cr: "Conseils régionaux", prefecture: "Préfectures" },
  ...{ sous_pref: "Sous-préfectures", ddt: "DDT et DDTM", ddets: "DDETS", ddpp: "DDPP", dreal: "DREAL" },
  ...{ drac: "DRAC", ars: "ARS", rectorat: "Rectorats", caf: "CAF", cpam: "CPAM", ccas: "CCAS" },
  ...{ france_travail: "France Travail", mission_locale: "Missions locales", sdis: "SDIS" },
  ...{ france_services: "France services", maison_handicapees: "MDPH", cci: "CCI" },
};

type Categories = Record<string, string[]>;

function byDepartement(types: Categories): typeof PIVOTS {
  return placed(types, "departement");
}

function byRegion(types: Categories): typeof PIVOTS {
  return placed(types, "region");
}

function placed(types: Categories, scope: Scope): typeof PIVOTS {
  return Object.fromEntries(
    Object.entries(types).map(([type, categories]) => [
      type,
      categories.map((category) => [category, scope] as const),
    ]),
  );
}
