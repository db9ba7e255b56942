import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";

/** @throws {AppError} not_found, for an institution the product does not see */
export async function checkInstitution(tx: Tx, { productId }: Actor, id: string): Promise<void> {
  const where = { id, OR: [{ productId: null }, { productId }] };
  if (!(await tx.institution.findFirst({ where, select: { id: true } }))) throw notFound("Cette institution");
}

/** @throws {AppError} not_found, for a contact of another product, or one merged into another */
export async function checkPeople(tx: Tx, { productId }: Actor, people: string[]): Promise<string[]> {
  const ids = people.map((one) => uuidOr404(one, "Ce contact"));
  if (ids.length === 0) return [];
  const where = { id: { in: ids }, productId, mergedIntoId: null };
  if ((await tx.contact.count({ where })) < new Set(ids).size) throw notFound("Ce contact");
  return ids;
}

/** @throws {AppError} not_found, for who is no member of the product */
export async function checkMember(tx: Tx, { productId }: Actor, userId: string): Promise<string> {
  if (!(await tx.membership.findFirst({ where: { productId, userId }, select: { id: true } })))
    throw notFound("Cette personne");
  return userId;
}
