/**
 * The one filter language: lists, audiences, the map and the API all speak it. A tree of groups (`all`, `any`) and
 * of conditions on an entity's fields. What a field is (its type, its SQL) is the entity's to say: here is the
 * shape alone. Relations will be one more node, `{ some | none: relation, where }`, and relative dates one more
 * form of value; neither changes what is written today.
 */
export type Filter = { all: Filter[] } | { any: Filter[] } | Condition;
export type Condition = { field: string; op: Op; value?: Value | Value[] | undefined };
export type Value = string | number | boolean;

/** What can be asked of a field. `is` and `isNot` take one value or several, any of which will do. */
export const OPS = [
  ...(["is", "isNot", "contains", "empty", "filled"] as const),
  ...(["before", "after", "atLeast", "atMost"] as const),
] as const;
export type Op = (typeof OPS)[number];

/** A filter comes from a URL, so anyone may write one: these bounds keep its SQL small. */
export const BOUNDS = { depth: 4, conditions: 20, values: 200, text: 200, param: 12_000 };

/** The filter that keeps everything. */
export const EVERYTHING: Filter = { all: [] };

/** The URL form, compact JSON; null when there is nothing to say. */
export function filterParam(filter: Filter): string | null {
  return conditionsOf(filter).length > 0 ? JSON.stringify(filter) : null;
}

/** Every condition of the tree, in reading order. */
export function conditionsOf(filter: Filter): Condition[] {
  if ("all" in filter) return filter.all.flatMap(conditionsOf);
  if ("any" in filter) return filter.any.flatMap(conditionsOf);
  return [filter];
}

/** Both filters at once. */
export function bothFilters(one: Filter, other: Filter): Filter {
  const parts = [one, other].flatMap((filter) => ("all" in filter ? filter.all : [filter]));
  return parts.length === 1 ? parts[0]! : { all: parts };
}

/** Reads back what `filterParam` wrote, where the page's loader has checked it already. */
export function writtenFilter(param: string | null): Filter {
  return param ? (JSON.parse(param) as Filter) : EVERYTHING;
}
