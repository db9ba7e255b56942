import { institutionId, type InstitutionRow, type Provenance, type TerritoryRow } from "./rows.ts";
import { typographic } from "./territories.ts";

/** The population of a territory comes from the census, later overseas than elsewhere. */
const CENSUS = { source: "Insee, populations de référence", vintage: "2023" };
const OVERSEAS_CENSUS: [departement: RegExp, vintage: string][] = [
  [/^976/, "2017"],
  [/^(975|977|978|98)/, "dernier recensement"],
];

type Facts = Pick<InstitutionRow, "name" | "kind" | "category" | "source" | "vintage"> &
  Partial<Pick<InstitutionRow, "acronym" | "siren" | "website" | "toConfirm" | "weight" | "provenance">> & {
    key: string;
    territory?: TerritoryRow | undefined;
    /** Words by which it is also found; empty ones are left out. */
    words?: (string | null | undefined)[];
  };

/** A row of the reference data: its id follows from its key, its place and population from its territory. */
export function institution({ territory, words = [], key, provenance, ...facts }: Facts): InstitutionRow {
  return {
    ...{ id: institutionId(key), key, acronym: null, siren: null, website: null, toConfirm: false },
    ...{ territoryCode: territory?.code ?? null, population: territory?.population ?? null },
    regionCode: territory?.kind === "region" ? territory.code : (territory?.regionCode ?? null),
    departementCode:
      territory?.kind === "departement" ? territory.code : (territory?.departementCode ?? null),
    weight: territory?.population ?? 0,
    ...facts,
    name: typographic(facts.name),
    provenance: { ...(territory && { population: censusOf(territory) }), ...provenance },
    keywords: words.filter(Boolean).join(" "),
  };
}

function censusOf({ code, departementCode }: TerritoryRow): Provenance {
  const later = OVERSEAS_CENSUS.find(([departement]) =>
    departement.test(departementCode ?? code.replace(/^R/, "")),
  );
  return later ? { ...CENSUS, vintage: later[1] } : CENSUS;
}
