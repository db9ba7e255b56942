import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { getInstitution } from "./institutions.server.ts";

/** « Grand compte »: one of the few institutions kept for years. @throws {AppError} not_found */
export async function setKeyAccount(actor: Actor, id: string, keyAccount: boolean): Promise<void> {
  requireRole(actor, "deployer");
  const { id: institutionId } = await getInstitution(actor, id);
  const { productId } = actor;
  await transaction(actor, "institution.suivi", (tx) =>
    tx.account.upsert({
      where: { productId_institutionId: { productId, institutionId } },
      create: { productId, institutionId, keyAccount },
      update: { keyAccount },
      select: { id: true },
    }),
  );
}
