import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";

/** PostgreSQL's channel on which workers hear that there is mail to send. */
export const WAKE_CHANNEL = "essaim_outbox";

/** Tells every worker to look now, rather than at its next second. Inside a transaction, they hear it at commit. */
export async function wakeOutbox(tx: Pick<Tx, "$executeRaw"> = db): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${WAKE_CHANNEL}, '')`;
}
