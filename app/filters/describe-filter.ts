import { formatDate, formatNumber } from "#app/ui/format.ts";
import { choicesOf, fieldOf, follow, type Reading } from "./catalogue.ts";
import {
  type Condition,
  type Filter,
  isCondition,
  type Op,
  type Related,
  relationOf,
  type Value,
} from "./filter-tree.ts";

/** « Type : Communes, Intercommunalités », in two parts, the second of which is the stronger. */
export function describePart(part: Filter, reading: Reading): { label: string; value: string } {
  if (isCondition(part)) return { label: labelOf(part, reading), value: phrase(part, reading) };
  if ("all" in part || "any" in part) return describeGroup(part, reading);
  const name = relationOf(part);
  const label = reading.entity.relations[name]?.label ?? name;
  return { label, value: describeRelated(part, reading) };
}

/** The whole filter in a sentence: « Type : Communes, et dernier échange : plus de 30 jours ou jamais ». */
export function describeFilter(filter: Filter, reading: Reading): string {
  const [parts, glue] =
    "any" in filter ? [filter.any, ", ou "] : ["all" in filter ? filter.all : [filter], ", et "];
  if (parts.length === 0) return "any" in filter ? "rien" : "tout";
  return parts.map((part) => sentence(part, reading)).join(glue);
}

function sentence(part: Filter, reading: Reading): string {
  if (!isCondition(part) && ("all" in part || "any" in part)) {
    const both = sameField(part);
    return both ? colon(describePart(part, reading)) : `(${describeFilter(part, reading)})`;
  }
  const { label, value } = describePart(part, reading);
  return isCondition(part) ? colon({ label, value }) : value;
}

const colon = ({ label, value }: { label: string; value: string }) => `${label}\u00A0: ${value}`;

function describeRelated(part: Related, reading: Reading): string {
  const inner = follow(reading, relationOf(part));
  const one = inner?.entity.label ?? relationOf(part);
  const many = "some" in part ? `au moins ${one}` : one.replace(/^un/, "aucun");
  const where = inner ? describeFilter(part.where, inner) : "";
  return where === "tout" || where === "" ? many : `${many} (${where})`;
}

/** « plus de 30 jours ou jamais »: one thing said of one field, though it takes two conditions. */
function describeGroup(group: { all: Filter[] } | { any: Filter[] }, reading: Reading) {
  const parts = sameField(group);
  if (!parts)
    return { label: "any" in group ? "Au moins une" : "Toutes", value: describeFilter(group, reading) };
  const glue = "any" in group ? " ou " : " et ";
  return { label: labelOf(parts[0]!, reading), value: parts.map((part) => phrase(part, reading)).join(glue) };
}

function sameField(group: { all: Filter[] } | { any: Filter[] }): Condition[] | null {
  const parts = "any" in group ? group.any : group.all;
  const [first] = parts;
  if (!first || !isCondition(first)) return null;
  return parts.every((part): part is Condition => isCondition(part) && part.field === first.field)
    ? parts
    : null;
}

function labelOf({ field }: Condition, reading: Reading): string {
  return fieldOf(reading, field)?.label ?? field;
}

function phrase(condition: Condition, reading: Reading): string {
  const { field: name, op, value } = condition;
  if (typeof value === "boolean") return value ? "oui" : "non";
  if (typeof value === "object" && !Array.isArray(value)) return inDays(op, value.days);
  const field = fieldOf(reading, name);
  if (op === "empty" && field?.type === "moment") return "jamais";
  const names = new Map(
    field ? choicesOf(reading, field)?.map((choice) => [choice.value, choice.label]) : [],
  );
  const values = [value ?? []].flat().map((one) => names.get(String(one)) ?? shownValue(one));
  return PHRASES[op](values.filter((one) => one !== "").join(", ") || "…");
}

const PHRASES: Record<Op, (values: string) => string> = {
  is: (values) => values,
  isNot: (values) => `sauf ${values}`,
  contains: (values) => `contient «\u00A0${values}\u00A0»`,
  empty: () => "non renseigné",
  filled: () => "renseigné",
  before: (values) => `avant le ${values}`,
  after: (values) => `après le ${values}`,
  atLeast: (values) => `au moins ${values}`,
  atMost: (values) => `au plus ${values}`,
};

function inDays(op: Op, days: number): string {
  const many = `${formatNumber(Math.abs(days))}\u00A0jour${Math.abs(days) > 1 ? "s" : ""}`;
  if (op === "before")
    return days < 0 ? `il y a plus de ${many}` : days === 0 ? "avant aujourd’hui" : `avant ${many} d’ici`;
  if (op === "after")
    return days < 0 ? `il y a moins de ${many}` : days === 0 ? "après aujourd’hui" : `dans plus de ${many}`;
  if (days === 0) return "aujourd’hui";
  return days < 0 ? `il y a ${many}` : `dans ${many}`;
}

function shownValue(value: Value): string {
  if (typeof value === "object") return inDays("is", value.days);
  if (typeof value === "number") return formatNumber(value);
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : String(value);
}
