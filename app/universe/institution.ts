import { institutionId, type InstitutionRow, type TerritoryRow } from "./rows.ts";
import { typographic } from "./territories.ts";

type Facts = Pick<InstitutionRow, "name" | "kind" | "category" | "source" | "vintage"> &
  Partial<Pick<InstitutionRow, "acronym" | "siren" | "website" | "toConfirm" | "weight">> & {
    key: string;
    territory?: TerritoryRow | undefined;
    /** Words by which it is also found; empty ones are left out. */
    words?: (string | null | undefined)[];
  };

/** A row of the reference data: its id follows from its key, its place and population from its territory. */
export function institution({ territory, words = [], key, ...facts }: Facts): InstitutionRow {
  return {
    ...{ id: institutionId(key), key, acronym: null, siren: null, website: null, toConfirm: false },
    ...{ territoryCode: territory?.code ?? null, population: territory?.population ?? null },
    regionCode: territory?.kind === "region" ? territory.code : (territory?.regionCode ?? null),
    departementCode:
      territory?.kind === "departement" ? territory.code : (territory?.departementCode ?? null),
    weight: territory?.population ?? 0,
    ...facts,
    name: typographic(facts.name),
    keywords: words.filter(Boolean).join(" "),
  };
}
