import { ASKINGS, type Asking, type CatalogueField, fieldOf, follow, type Reading } from "./catalogue.ts";
import { BOUNDS, type Condition, type Filter, isCondition, relationOf, type Value } from "./filter-tree.ts";

/** A group, which is what the builder edits: several parts, all of them or any. */
export type Group = { all: Filter[] } | { any: Filter[] };

export const partsIn = (group: Group): Filter[] => ("any" in group ? group.any : group.all);
export const isGroup = (filter: Filter): filter is Group => "all" in filter || "any" in filter;
export const withParts = (group: Group, parts: Filter[]): Group =>
  "any" in group ? { any: parts } : { all: parts };

/** The filter as a group, so that parts can be added to it. */
export function asGroup(filter: Filter): Group {
  return isGroup(filter) ? filter : { all: [filter] };
}

/** How a condition puts its question. */
export function askingOf({ op, value }: Condition, field: CatalogueField): Asking {
  const askings = ASKINGS[field.type];
  const relative = typeof value === "object" && !Array.isArray(value);
  const fits = (asking: Asking) =>
    asking.op === op && (asking.takes === "days") === relative && (!relative || sameSign(asking, value.days));
  return askings.find(fits) ?? askings.find((asking) => asking.op === op) ?? askings[0]!;
}

const sameSign = ({ sign }: Asking, days: number) => (sign === -1 ? days <= 0 : days > 0);

/** The condition once its question is put so, with as much of its value as still makes sense. */
export function asked(condition: Condition, asking: Asking, field: CatalogueField): Condition {
  const before = askingOf(condition, field);
  const kept = before.takes === asking.takes ? condition.value : undefined;
  const value =
    asking.takes === "days" ? { days: asking.sign! * Math.abs(daysOf(condition.value) ?? 30) } : kept;
  return {
    field: condition.field,
    op: asking.op,
    ...(asking.takes !== "none" && { value: value ?? first(field) }),
  };
}

export function daysOf(value: Condition["value"]): number | undefined {
  return typeof value === "object" && !Array.isArray(value) ? value.days : undefined;
}

/** A first question about a field. */
export function newCondition(name: string, field: CatalogueField): Condition {
  return asked({ field: name, op: "is" }, ASKINGS[field.type][0]!, field);
}

function first({ type }: CatalogueField): Value | Value[] {
  if (type === "boolean") return true;
  return type === "choice" || type === "id" || type === "tags" ? [] : "";
}

/** What is still to be filled in, in a sentence; null when the filter can be applied. */
export function lacking(filter: Filter, reading: Reading): string | null {
  if (isGroup(filter)) {
    for (const part of partsIn(filter)) {
      const said = lacking(part, reading);
      if (said) return said;
    }
    return null;
  }
  if (isCondition(filter)) return lackingValue(filter, reading);
  const inner = follow(reading, relationOf(filter));
  return inner ? lacking(filter.where, inner) : null;
}

function lackingValue(condition: Condition, reading: Reading): string | null {
  const field = fieldOf(reading, condition.field);
  if (!field) return `« ${condition.field} » n’existe plus : retirez cette condition.`;
  const { takes } = askingOf(condition, field);
  const values = [condition.value ?? []].flat();
  if (takes === "none" || (values.length > 0 && values.every((value) => value !== ""))) return null;
  return `Complétez « ${field.label} », ou retirez cette condition.`;
}

/** Whether one more relation, or one more group, may be added there. */
export const canHop = (hops: number) => hops < BOUNDS.hops;
export const canNest = (depth: number) => depth < BOUNDS.depth - 1;
