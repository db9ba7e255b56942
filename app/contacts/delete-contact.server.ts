import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";

/**
 * Removes a contact with its posts and addresses. Exchanges and sent messages stay with the institution, without the
 * person; oppositions stay, for they are nobody's.
 * @returns the change set, by which it can be undone
 * @throws {AppError} not_found
 */
export async function deleteContact(actor: Actor, id: string): Promise<{ setId: string }> {
  requireRole(actor, "deployer");
  const contactId = uuidOr404(id, "Ce contact");
  const setId = crypto.randomUUID();
  await transaction(
    actor,
    "contact.suppression",
    async (tx) => {
      const { count } = await tx.contact.deleteMany({ where: { id: contactId, productId: actor.productId } });
      if (count === 0) throw notFound("Ce contact");
    },
    { setId },
  );
  return { setId };
}
