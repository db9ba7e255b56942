import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";

/** A first touch: the product now follows these institutions. Nothing changes for those it already does. */
export async function followInstitution(
  tx: Tx,
  { productId }: Pick<Actor, "productId">,
  institutionIds: string | string[],
): Promise<void> {
  const data = [institutionIds].flat().map((institutionId) => ({ productId, institutionId }));
  await tx.account.createMany({ data, skipDuplicates: true });
}
