import type { FieldWords } from "#app/filters/describe-filter.ts";
import { KIND_NAMES, kindsLabel } from "./kinds.ts";
import type { Place } from "./places.server.ts";

type Places = { departements: Place[]; regions: Place[] };

/** How the fields of an institution, and their values, are called. */
export function institutionWords(
  labels: Record<string, string>,
  { departements, regions }: Places,
): Record<string, FieldWords> {
  const values: Record<string, Record<string, string>> = {
    kind: Object.fromEntries(KIND_NAMES.map((kind) => [kind, kindsLabel(kind)])),
    departement: named(departements),
    region: named(regions),
  };
  return Object.fromEntries(
    Object.entries(labels).map(([field, label]) => [
      field,
      { label, ...(values[field] && { values: values[field] }) },
    ]),
  );
}

const named = (places: Place[]) => Object.fromEntries(places.map(({ value, label }) => [value, label]));
