import { useLocation, useNavigation } from "react-router";
import { withParams } from "#app/ui/url.ts";
import { type Filter, filterParam, writtenFilter } from "./filter-tree.ts";

/**
 * The query string of the list in sight, or of the one on its way: a second choice made before the first has been
 * answered adds to it.
 */
export function useListQuery(): string {
  const { pathname, search } = useLocation();
  const next = useNavigation().location;
  return next?.pathname === pathname ? next.search : search;
}

/** The filter of the list, and where the same list is under another one, from its first page. */
export function useFilter(): { filter: Filter; to: (filter: Filter) => string } {
  const search = useListQuery();
  return {
    filter: writtenFilter(new URLSearchParams(search).get("filtre")),
    to: (filter) => withParams(search, { filtre: filterParam(filter), curseur: null }) || "?",
  };
}
