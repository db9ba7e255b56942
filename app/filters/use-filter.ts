import { useLocation } from "react-router";
import { withParams } from "#app/ui/url.ts";
import { type Filter, filterParam, writtenFilter } from "./filter-tree.ts";

/** The filter of the list in sight, and where the same list is under another one, from its first page. */
export function useFilter(): { filter: Filter; to: (filter: Filter) => string } {
  const { search } = useLocation();
  return {
    filter: writtenFilter(new URLSearchParams(search).get("filtre")),
    to: (filter) => withParams(search, { filtre: filterParam(filter), curseur: null }) || "?",
  };
}
