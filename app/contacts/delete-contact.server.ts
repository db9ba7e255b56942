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
      // Those merged into this one go with it: left behind, they would come back as two people nobody asked for.
      const gone = await tx.$executeRaw`
        WITH RECURSIVE one AS (
          SELECT "id" FROM "Contact"
          WHERE "id" = ${contactId}::uuid AND "productId" = ${actor.productId}::uuid AND "mergedIntoId" IS NULL
          UNION SELECT c."id" FROM "Contact" c JOIN one ON c."mergedIntoId" = one."id"
        ) DELETE FROM "Contact" WHERE "id" IN (SELECT "id" FROM one)`;
      if (gone === 0) throw notFound("Ce contact");
    },
    { setId },
  );
  return { setId };
}
