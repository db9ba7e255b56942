import type { Actor } from "#app/auth/actor.ts";
import { db } from "./db.server.ts";
import type { Prisma } from "./generated/client.ts";

export type Tx = Prisma.TransactionClient;

/**
 * Runs `work` in one transaction whose every write the change log signs: who, in which product, doing what.
 * All of it is one change set, undone as one.
 * @param action what the actor is doing, as the history shows it: « partenariat.étape »
 * @param options.setId to continue an existing set (a long import)
 */
export function transaction<T>(
  actor: Pick<Actor, "userId" | "productId">,
  action: string,
  work: (tx: Tx) => Promise<T>,
  options: { setId?: string; timeoutMs?: number } = {},
): Promise<T> {
  const setId = options.setId ?? crypto.randomUUID();
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('essaim.actor', ${actor.userId}, true),
        set_config('essaim.product', ${actor.productId}, true),
        set_config('essaim.set', ${setId}, true), set_config('essaim.action', ${action}, true)`;
      return work(tx);
    },
    { maxWait: 10_000, timeout: options.timeoutMs ?? 30_000 },
  );
}
