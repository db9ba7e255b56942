import { useLocation } from "react-router";
import type { Way } from "#app/ui/empty.tsx";
import { withParams } from "#app/ui/url.ts";
import { type Catalogue, readRoot } from "./catalogue.ts";
import { describePart } from "./describe-filter.ts";
import { partsOf } from "./filter-edit.ts";
import { filterParam } from "./filter-tree.ts";
import { useFilter } from "./use-filter.ts";
import type { WayOut } from "./way-out.server.ts";

/** The filter that excludes most, and the link that lifts it. `say` puts the count in words: « 23 institutions ». */
export function useWayOut(
  wayOut: WayOut | null,
  catalogue: Catalogue,
  say: (count: number) => string,
): [] | [Way] {
  const { search } = useLocation();
  const { filter } = useFilter();
  if (!wayOut) return [];
  const { without, count } = wayOut;
  const hint = `${say(count)} alors`;
  if (without === "q") {
    const q = new URLSearchParams(search).get("q");
    const to = withParams(search, { q: null, curseur: null }) || "?";
    return [{ icon: "close-line", title: `Chercher sans « ${q} »`, hint, to }];
  }
  const { label, value } = describePart(without, readRoot(catalogue));
  const written = JSON.stringify(without);
  const rest = { all: partsOf(filter).filter((part) => JSON.stringify(part) !== written) };
  const to = withParams(search, { filtre: filterParam(rest), curseur: null }) || "?";
  return [{ icon: "close-line", title: `Retirer « ${label} : ${value} »`, hint, to }];
}
