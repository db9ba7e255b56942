import { withParams } from "#app/ui/url.ts";
import { type Cut, type Level, LEVEL_PARAMS } from "./funnel.ts";

type Opened = { level: Level; cut?: Cut | null; key?: string | null };

/** The rows of a figure: the ledger under it, narrowed to them. */
export function rowsOf(search: string, { level, cut = null, key = null }: Opened): string {
  const params = {
    ...{
      niveau: level === "enrolled" && key === null ? null : LEVEL_PARAMS[level],
      etat: null,
      curseur: null,
    },
    ...{ dans: key === null ? null : cut, valeur: key },
  };
  return `${withParams(search, params) || "?"}#registre`;
}
