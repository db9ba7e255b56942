import type { Condition, Filter, Value } from "#app/filters/filter.ts";
import { isoDay } from "#app/ui/format.ts";
import type { Row } from "./sample.ts";

/** What the rows of one product are, and what day it is. */
export type World = { rows: Row[]; today: string };

/** What a filter means, said a second time, naively, on rows in memory: the compiler has to agree. */
export function keeps(filter: Filter, row: Row, world: World): boolean {
  if ("all" in filter) return filter.all.every((part) => keeps(part, row, world));
  if ("any" in filter) return filter.any.some((part) => keeps(part, row, world));
  if ("none" in filter) return !keeps({ some: filter.none, where: filter.where }, row, world);
  if ("some" in filter) {
    return world.rows.some((other) => belongs[filter.some]!(row, other) && keeps(filter.where, other, world));
  }
  return meets(filter, row[filter.field as keyof Row] ?? null, world.today);
}

const belongs: Record<string, (row: Row, other: Row) => boolean> = {
  parts: (row, other) => row.title !== null && row.title === other.kind,
  same: (row, other) => row.dueOn !== null && row.dueOn === other.dueOn,
};

function meets({ field, op, value: asked }: Condition, given: Row[keyof Row], today: string): boolean {
  if (Array.isArray(given) || field === "labels")
    return labelled(op, [asked ?? []].flat(), given as string[]);
  const cell = given;
  const value = [asked ?? []].flat().map((one) => dated(one, today));
  const filled = cell !== null && !(field === "title" && cell === "");
  if (op === "filled") return filled;
  if (op === "empty") return !filled;
  const some = (test: (one: Exclude<Value, object>, cell: string | number | boolean) => boolean) =>
    cell !== null && value.some((one) => test(one, field === "at" ? isoDay(String(cell)) : cell));
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

function labelled(op: Condition["op"], asked: Value[], labels: string[] | null): boolean {
  const any = asked.some((one) => (labels ?? []).includes(String(one)));
  if (op === "is" || op === "isNot") return (op === "is") === any;
  return (op === "filled") === (labels ?? []).length > 0;
}

function dated(value: Value, today: string): Exclude<Value, object> {
  if (typeof value !== "object") return value;
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + value.days);
  return day.toISOString().slice(0, 10);
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
