import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { followInstitution } from "./account.server.ts";
import { getInstitution } from "./institutions.server.ts";

/** « Grand compte »: one of the few institutions kept for years. @throws {AppError} not_found */
export async function setKeyAccount(actor: Actor, id: string, keyAccount: boolean): Promise<void> {
  requireRole(actor, "deployer");
  const { id: institutionId } = await getInstitution(actor, id);
  const { productId } = actor;
  await transaction(actor, "institution.suivi", async (tx) => {
    await followInstitution(tx, actor, institutionId);
    await tx.account.updateMany({ where: { productId, institutionId }, data: { keyAccount } });
  });
}
