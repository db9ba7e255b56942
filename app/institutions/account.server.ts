import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";

/** A first touch: the product now follows this institution. Nothing changes when it already does. */
export async function followInstitution(
  tx: Tx,
  { productId }: Pick<Actor, "productId">,
  institutionId: string,
): Promise<void> {
  await tx.account.createMany({ data: [{ productId, institutionId }], skipDuplicates: true });
}
