import { z } from "zod";
import { bothFilters, type Filter, parseFilter } from "#app/filters/filter.ts";
import { KIND_NAMES } from "#app/institutions/institution.ts";
import { pageQuery } from "./paging.ts";

/** What narrows a list of institutions, or of the people one knows there. */
export const narrowingQuery = pageQuery.extend({
  q: z.string().max(200, "200 caractères au plus.").optional().meta({ description: "Ce que l’on taperait." }),
  kind: z.enum(KIND_NAMES, "Ce type d’institution n’existe pas.").optional(),
  departement: z
    .string()
    .regex(/^(\d\d|2[ab]|9[78]\d)$/i, "Un département s’écrit « 34 », « 2A » ou « 974 ».")
    .toUpperCase()
    .optional()
    .meta({ description: "Le code d’un département : « 34 »." }),
  filter: z
    .string()
    .optional()
    .meta({ description: "Un filtre en JSON : { all | any: […] } de { field, op, value? }." }),
});

type Narrowing = Pick<z.output<typeof narrowingQuery>, "kind" | "departement" | "filter">;

/** @throws {AppError} invalid, when the filter cannot be read */
export function filterOf({ kind, departement, filter }: Narrowing): Filter {
  const asked = [
    ...(kind ? [{ field: "kind", op: "is" as const, value: kind }] : []),
    ...(departement ? [{ field: "departement", op: "is" as const, value: departement }] : []),
  ];
  return bothFilters({ all: asked }, parseFilter(filter));
}
