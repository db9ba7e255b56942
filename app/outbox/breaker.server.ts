import type { Tx } from "#app/db/transaction.server.ts";
import { breaks, LAST } from "./breaker.ts";

/**
 * A message of this mailbox has just come back: its breaker opens when that makes too many. What was sent before
 * someone last closed it no longer counts.
 */
export async function tripIfNeeded(tx: Tx, messageId: string, now: Date): Promise<void> {
  const [row] = await tx.$queryRaw<{ mailboxId: string; bounced: number }[]>`
    SELECT b."id" AS "mailboxId", (
      SELECT count(*) FILTER (WHERE last."state" = 'bounced')::int FROM (
        SELECT m."state" FROM "Message" m
        WHERE m."mailboxId" = b."id" AND m."state" IN ('sent', 'bounced')
          AND m."sentAt" > coalesce(b."breakerFrom", '-infinity')
        ORDER BY m."sentAt" DESC LIMIT ${LAST}) last) AS bounced
    FROM "Message" named JOIN "Mailbox" b ON b."id" = named."mailboxId" AND b."trippedAt" IS NULL
    WHERE named."id" = ${messageId}::uuid`;
  if (!row || !breaks(row.bounced)) return;
  await tx.mailbox.updateMany({ where: { id: row.mailboxId, trippedAt: null }, data: { trippedAt: now } });
}
