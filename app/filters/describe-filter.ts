import { formatDate, formatNumber } from "#app/ui/format.ts";
import type { Condition, Filter, Op, Value } from "./filter-tree.ts";

/** How a field is called, and its values where they have a name. */
export type FieldWords = { label: string; values?: Record<string, string> };

/** « Type : Communes, Intercommunalités », in two parts, the second of which is the stronger. */
export function describePart(
  part: Filter,
  words: Record<string, FieldWords>,
): { label: string; value: string } {
  if (!("field" in part)) return { label: "Filtre", value: "plusieurs conditions" };
  const { label, values } = words[part.field] ?? { label: part.field };
  if (typeof part.value === "boolean") return { label, value: part.value ? "oui" : "non" };
  return { label, value: PHRASES[part.op](shownValues(part, values)) };
}

const PHRASES: Record<Op, (values: string) => string> = {
  is: (values) => values,
  isNot: (values) => `sauf ${values}`,
  contains: (values) => `contient « ${values} »`,
  empty: () => "non renseigné",
  filled: () => "renseigné",
  before: (values) => `avant le ${values}`,
  after: (values) => `après le ${values}`,
  atLeast: (values) => `au moins ${values}`,
  atMost: (values) => `au plus ${values}`,
};

function shownValues({ value }: Condition, names: FieldWords["values"]): string {
  return [value ?? []]
    .flat()
    .map((one) => names?.[String(one)] ?? shownValue(one))
    .join(", ");
}

function shownValue(value: Value): string {
  if (typeof value === "number") return formatNumber(value);
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : String(value);
}
