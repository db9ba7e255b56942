import { z } from "zod";
import type { Actor } from "#app/auth/actor.ts";
import { AppError } from "#app/errors.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { findInstitutionIds } from "#app/institutions/institutions.server.ts";
import { plural } from "#app/ui/format.ts";
import { BULK_MAX } from "./create-opportunities.server.ts";

const wholeFilter = z.object({
  filtre: z.string().nullable(),
  q: z.string().max(500).nullable(),
  /** How many the reader saw. */
  count: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

/**
 * The institutions a form names: `institutionId`, repeated; or, when there is none, everything its `filtre` and `q`
 * find, provided that they still find the `count` the reader saw.
 * @throws {AppError} conflict, when they find another number; invalid, beyond what can be done at once
 */
export async function selectedInstitutions(actor: Actor, form: FormData): Promise<string[]> {
  const named = form.getAll("institutionId").map(String);
  if (named.length > 0) return named;
  const asked = wholeFilter.safeParse({
    filtre: form.get("filtre"),
    q: form.get("q"),
    count: form.get("count"),
  });
  if (!asked.success) throw new AppError("invalid", "Choisissez des institutions.");
  const { filtre, q, count } = asked.data;
  const ids = await findInstitutionIds(actor, { q, filter: parseFilter(filtre) }, BULK_MAX + 1);
  if (ids.length > BULK_MAX)
    throw new AppError("invalid", "Pas plus de 10 000 institutions à la fois : resserrez le filtre.");
  if (ids.length !== count) {
    throw new AppError(
      "conflict",
      `Ce filtre trouve maintenant ${plural(ids.length, "institution")}, et non ${count} : vérifiez la liste.`,
    );
  }
  return ids;
}
