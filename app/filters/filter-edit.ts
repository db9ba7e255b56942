import { bothFilters, type Condition, EVERYTHING, type Filter, type Value } from "./filter-tree.ts";

/** What a filter asks for at once: its parts, each of which can be lifted alone. */
export function partsOf(filter: Filter): Filter[] {
  return "all" in filter ? filter.all : [filter];
}

/** The filter without one of its parts. */
export function withoutPart(filter: Filter, part: Filter): Filter {
  return { all: partsOf(filter).filter((other) => other !== part) };
}

/** The values among which this field is asked to be; none when the filter says nothing of it. */
export function chosenValues(filter: Filter, field: string): Value[] {
  return partsOf(filter).flatMap((part) => (isChoice(part, field) ? [part.value ?? []].flat() : []));
}

/** The filter with this field among these values, or with nothing said of it when there are none. */
export function withValues(filter: Filter, field: string, values: Value[]): Filter {
  const others = { all: partsOf(filter).filter((part) => !isChoice(part, field)) };
  return values.length === 0 ? others : bothFilters(others, { field, op: "is", value: one(values) });
}

/** The filter with this value chosen, or no longer. */
export function toggleValue(filter: Filter, field: string, value: Value): Filter {
  const chosen = chosenValues(filter, field);
  const others = chosen.filter((other) => other !== value);
  return withValues(filter, field, others.length < chosen.length ? others : [...chosen, value]);
}

/** The filter that asks only this. */
export function only(field: string, ...values: Value[]): Filter {
  return withValues(EVERYTHING, field, values);
}

function isChoice(part: Filter, field: string): part is Condition {
  return "field" in part && part.field === field && part.op === "is";
}

const one = (values: Value[]) => (values.length === 1 ? values[0]! : values);
