import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { Filter } from "#app/filters/filter.ts";
import { countInstitutions } from "#app/institutions/institutions.server.ts";

export { readTarget } from "./read-target.server.ts";

/**
 * Chooses the Cible: the denominator of penetration, everywhere and at once.
 * @returns how many institutions it holds
 * @throws {AppError} invalid: a filter that finds nothing, that cannot be read, or that leans on the Cible itself
 */
export async function saveTarget(
  actor: Actor,
  filter: Filter,
  options: { setId?: string } = {},
): Promise<{ count: number }> {
  requireRole(actor, "deployer");
  if (JSON.stringify(filter).includes('"inTarget"'))
    throw new AppError(
      "invalid",
      "La Cible ne peut pas se définir par elle-même : retirez « Cible » du filtre.",
    );
  const count = await countInstitutions(actor, { filter });
  if (count === 0)
    throw new AppError(
      "invalid",
      "Aucune institution n’y répond : choisissez au moins un type, et un territoire qui en a.",
    );
  const { productId, userId } = actor;
  await transaction(
    actor,
    "cible.choix",
    (tx) =>
      tx.target.upsert({
        where: { productId },
        create: { productId, filter, createdById: userId },
        update: { filter },
        select: { id: true },
      }),
    options,
  );
  return { count };
}
