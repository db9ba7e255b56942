import type { Condition, Filter, Value } from "#app/filters/filter.ts";
import { isoDay } from "#app/ui/format.ts";

/** What a filter means, said a second time, naively, on rows in memory: the compiler has to agree. */
export function keeps(filter: Filter, row: Record<string, Value | null>): boolean {
  if ("all" in filter) return filter.all.every((part) => keeps(part, row));
  if ("any" in filter) return filter.any.some((part) => keeps(part, row));
  return meets(filter, row[filter.field] ?? null);
}

function meets({ field, op, value }: Condition, cell: Value | null): boolean {
  const filled = cell !== null && !(field === "title" && cell === "");
  if (op === "filled") return filled;
  if (op === "empty") return !filled;
  const some = (test: (one: Value, cell: Value) => boolean) =>
    cell !== null &&
    [value ?? []].flat().some((one) => test(one, field === "at" ? isoDay(String(cell)) : cell));
  switch (op) {
    case "is":
      return some((one, is) => is === one);
    case "isNot":
      return !some((one, is) => is === one);
    case "contains":
      return some((one, is) => fold(String(is)).includes(fold(String(one))));
    case "before":
      return some((one, is) => is < one);
    case "after":
      return some((one, is) => is > one);
    case "atLeast":
      return some((one, is) => is >= one);
    case "atMost":
      return some((one, is) => is <= one);
  }
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint");
}
