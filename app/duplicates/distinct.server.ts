import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";

/** « Ce n’est pas la même »: the two are not proposed again, until somebody undoes it. @throws {AppError} not_found */
export async function markDistinct(
  actor: Actor,
  one: string,
  other: string,
): Promise<{ setId: string; message: string }> {
  requireRole(actor, "deployer");
  const ids = [uuidOr404(one, "Ce contact"), uuidOr404(other, "Ce contact")];
  if (ids[0] === ids[1]) throw new AppError("invalid", "C’est une seule et même fiche.");
  const setId = crypto.randomUUID();
  await transaction(actor, "contact.distinction", (tx) => writeDistinct(tx, actor, ids[0]!, [ids[1]!]), {
    setId,
  });
  return { setId, message: "Deux personnes différentes\u00A0: elles ne seront plus proposées ensemble." };
}

/** Somebody and those they are not. @throws {AppError} not_found */
export async function writeDistinct(tx: Tx, actor: Actor, id: string, others: string[]): Promise<void> {
  const { productId, userId } = actor;
  const all = [...new Set([id, ...others])];
  const known = await tx.contact.count({ where: { id: { in: all }, productId, mergedIntoId: null } });
  if (known < all.length) throw notFound("Ce contact");
  await tx.distinctContacts.createMany({
    data: all.slice(1).map((other) => {
      // In PostgreSQL's order of uuids, which is that of their letters.
      const [oneId, otherId] = id < other ? [id, other] : [other, id];
      return { productId, oneId: oneId!, otherId: otherId!, createdById: userId };
    }),
    skipDuplicates: true,
  });
}
