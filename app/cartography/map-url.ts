import { BOUNDS } from "#app/filters/filter-tree.ts";
import { type Level, LEVELS } from "./levels.ts";
import { MEASURES, type Measure } from "./measures.ts";

export const SORTS = ["etape", "nom", "cible", "population", "echange"] as const;
export type Sort = (typeof SORTS)[number];

/** As many as a filter takes values. */
export const MAX_SELECTION = BOUNDS.values;

export type MapState = {
  level: Level;
  measure: Measure;
  sort: Sort;
  /** Codes of the level, in the order they were chosen; once each. */
  selection: string[];
  /** Only what lies in this territory of the level above. */
  within: string | null;
  /** Only institutions of the Cible. */
  inTarget: boolean;
  /** Whether the selection is what the search for white spots has found. */
  whiteSpots: boolean;
};

/** What the map's URL says; what it does not say, or says badly, is as at the first visit. */
export function readMapState(params: URLSearchParams): MapState {
  const level = oneOf(LEVELS, params.get("niveau")) ?? "departement";
  const selection = (params.get("selection") ?? params.get("departement") ?? "").split(",");
  const codes = [...new Set(selection.filter((code) => CODES[level].test(code)))];
  const within = params.get("dans");
  return {
    level,
    measure: oneOf(MEASURES, params.get("mesure")) ?? "etape",
    sort: oneOf(SORTS, params.get("tri")) ?? "etape",
    selection: codes.slice(0, MAX_SELECTION),
    within: within && (CODES.region.test(within) || CODES.departement.test(within)) ? within : null,
    inTarget: params.get("cible") === "1",
    whiteSpots: params.get("blancs") === "1",
  };
}

/** The query string after a change of the state; what is as at the first visit is not written. */
export function writeMapState(search: string, changes: Partial<MapState>): string {
  const params = new URLSearchParams(search);
  const written: Record<string, string | null | undefined> = {
    niveau: changes.level === "departement" ? null : changes.level,
    mesure: changes.measure === "etape" ? null : changes.measure,
    tri: changes.sort === "etape" ? null : changes.sort,
    selection: changes.selection && (changes.selection.join(",") || null),
    dans: changes.within,
    cible: changes.inTarget === undefined ? undefined : changes.inTarget ? "1" : null,
    blancs: changes.whiteSpots === undefined ? undefined : changes.whiteSpots ? "1" : null,
  };
  for (const [name, value] of Object.entries(written)) {
    if (value === undefined) continue;
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  if (changes.selection) params.delete("departement");
  const text = params.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

const CODES: Record<Level, RegExp> = {
  region: /^R\d{2}$/,
  departement: /^(\d{2}|2[AB]|97[12346])$/,
  epci: /^\d{9}$/,
};

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}
