import { z } from "zod";
import type { Actor } from "#app/auth/actor.ts";
import { findContactIds } from "#app/contacts/contacts.server.ts";
import { AppError } from "#app/errors.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { uuidOr404 } from "#app/ids.ts";
import { findInstitutionIds } from "#app/institutions/institutions.server.ts";
import { findOpportunityIds } from "#app/pipeline/opportunities.server.ts";
import { BULK_MAX, type BulkList, countOf } from "./bulk.ts";

const FIND = {
  institutions: findInstitutionIds,
  contacts: findContactIds,
  partnerships: findOpportunityIds,
} satisfies Record<BulkList, unknown>;

const whole = z.object({
  q: z.string().max(500).nullable(),
  filtre: z.string().nullable(),
  count: z.coerce.number().int().min(0),
});

/**
 * The rows a form names: `id`, repeated; or, when there is none, everything its `filtre` and `q` find, provided that
 * they still find the `count` the reader saw.
 * @throws {AppError} conflict, when they find another number; invalid, beyond what can be done at once
 */
export async function chosenIds(actor: Actor, list: BulkList, form: FormData): Promise<string[]> {
  const named = [...new Set(form.getAll("id").map((id) => uuidOr404(String(id), "Une de ces lignes")))];
  if (named.length > BULK_MAX) throw tooMany();
  if (named.length > 0) return named;
  const asked = whole.safeParse({
    ...{ q: form.get("q"), filtre: form.get("filtre"), count: form.get("count") ?? undefined },
  });
  if (!asked.success) throw new AppError("invalid", "Choisissez au moins une ligne.");
  const { q, filtre, count } = asked.data;
  const ids = await FIND[list](actor, { q: q ?? undefined, filter: parseFilter(filtre) }, BULK_MAX + 1);
  if (ids.length > BULK_MAX) throw tooMany();
  if (ids.length !== count) {
    const found = countOf(list, ids.length);
    throw new AppError(
      "conflict",
      `Ce filtre trouve maintenant ${found}, et non ${count} : vérifiez la liste.`,
    );
  }
  return ids;
}

const tooMany = () => new AppError("invalid", "Pas plus de 10 000 lignes à la fois : resserrez le filtre.");
