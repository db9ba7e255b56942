import type { Tx } from "#app/db/transaction.server.ts";
import { breaks, LAST } from "./breaker.ts";

/**
 * These messages have just come back: the breaker of their mailbox opens when that makes too many. What was sent before
 * someone last closed it no longer counts.
 */
export async function tripIfNeeded(tx: Tx, messageIds: string[], now: Date): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = await tx.$queryRaw<{ mailboxId: string; bounced: number }[]>`
    SELECT b."id" AS "mailboxId", (
      SELECT count(*) FILTER (WHERE last."state" = 'bounced')::int FROM (
        SELECT m."state" FROM "Message" m
        WHERE m."mailboxId" = b."id" AND m."state" IN ('sent', 'bounced')
          AND m."sentAt" > coalesce(b."breakerFrom", '-infinity')
        ORDER BY m."sentAt" DESC LIMIT ${LAST}) last) AS bounced
    FROM "Mailbox" b WHERE b."trippedAt" IS NULL
      AND b."id" IN (SELECT named."mailboxId" FROM "Message" named WHERE named."id" = ANY(${messageIds}::uuid[]))`;
  const ids = rows.filter(({ bounced }) => breaks(bounced)).map(({ mailboxId }) => mailboxId);
  if (ids.length === 0) return;
  await tx.mailbox.updateMany({ where: { id: { in: ids }, trippedAt: null }, data: { trippedAt: now } });
}
