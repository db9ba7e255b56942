import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";

/** @throws {AppError} invalid, when this user is not a member of the product who may act in it */
export async function checkOwner(tx: Tx, { productId }: Actor, userId: string): Promise<void> {
  const member = await tx.membership.findFirst({
    where: { productId, userId, role: { not: "reader" } },
    select: { id: true },
  });
  if (member) return;
  const message = "Choisissez un membre du produit.";
  throw new AppError("invalid", message, { fields: { ownerId: message } });
}
