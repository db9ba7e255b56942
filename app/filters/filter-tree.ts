/**
 * The one filter language: lists, views, audiences, bulk actions, the map and the API all speak it. A tree of groups
 * (`all`, `any`), of conditions on an entity's fields, and of relations: at least one related row, or none, of which
 * `where` is true of one and the same row. What a field is (its type, its SQL) is the entity's to say: here is the
 * shape alone.
 */
export type Filter = { all: Filter[] } | { any: Filter[] } | Related | Condition;
export type Related = { some: string; where: Filter } | { none: string; where: Filter };
export type Condition = { field: string; op: Op; value?: Value | Value[] | undefined };
/** A day counted from today, in Paris: `{ days: -30 }` is thirty days ago. */
export type RelativeDay = { days: number };
export type Value = string | number | boolean | RelativeDay;

/** What can be asked of a field. `is` and `isNot` take one value or several, any of which will do. */
export const OPS = [
  ...(["is", "isNot", "contains", "empty", "filled"] as const),
  ...(["before", "after", "atLeast", "atMost"] as const),
] as const;
export type Op = (typeof OPS)[number];

/** A filter comes from a URL, so anyone may write one: these bounds keep its SQL small. */
export const BOUNDS = {
  ...{ depth: 4, hops: 2, conditions: 20, nodes: 100, values: 200, text: 200, days: 36_500, param: 12_000 },
};

/** The filter that keeps everything. */
export const EVERYTHING: Filter = { all: [] };

/** The URL form, compact JSON; null when there is nothing to say. */
export function filterParam(filter: Filter): string | null {
  return leavesOf(filter).length > 0 ? JSON.stringify(filter) : null;
}

export const isCondition = (filter: Filter): filter is Condition => "field" in filter;
export const isRelated = (filter: Filter): filter is Related => "some" in filter || "none" in filter;

/** The relation a node goes through, whether it asks for one or for none. */
export const relationOf = (node: Related): string => ("some" in node ? node.some : node.none);

/** What the tree asks of its own rows: its conditions and its relations, in reading order, and nothing beyond these. */
export function leavesOf(filter: Filter): (Condition | Related)[] {
  if ("all" in filter) return filter.all.flatMap(leavesOf);
  if ("any" in filter) return filter.any.flatMap(leavesOf);
  return [filter];
}

/** Every condition of the tree, in reading order. */
export function conditionsOf(filter: Filter): Condition[] {
  if ("all" in filter) return filter.all.flatMap(conditionsOf);
  if ("any" in filter) return filter.any.flatMap(conditionsOf);
  return isRelated(filter) ? conditionsOf(filter.where) : [filter];
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
