import type { PoolClient } from "pg";
import { confirmSent, type Proof } from "./confirm.server.ts";
import { db, pool } from "#app/db/db.server.ts";
import { DOUBT_MS, TOO_LATE_MS } from "./doubt.ts";
import { sqlTransaction } from "./sql.server.ts";
import { WAKE_CHANNEL } from "./wake.server.ts";

/**
 * Settles what it can of the messages that may have left: `sent` when something that came in proves it; back in the
 * queue when the journal, read to its end well after the doubt, does not hold it. All the rest stays on the list
 * « Envois à vérifier », and is not sent again by the machine.
 */
export async function reconcile(now: Date, { doubtMs = DOUBT_MS }: { doubtMs?: number } = {}): Promise<void> {
  const { rows } = await pool.query<{ id: string; proof: Proof }>(PROVED);
  for (const proof of ["journal", "report", "reply"] as const)
    await confirmSent(
      db,
      rows.filter((row) => row.proof === proof).map((row) => row.id),
      proof,
      now,
    );
  await sqlTransaction("envoi.rapprochement", (client) => sendAgain(client, now, doubtMs));
}

/** What names the message itself: an answer matched by its sender or its domain alone proves nothing about it. */
const PROVED = `
  SELECT DISTINCT ON (m."id") m."id", CASE WHEN m."journaledAt" IS NOT NULL THEN 'journal'
    WHEN i."kind" IN ('bounce', 'delayed') THEN 'report' ELSE 'reply' END AS proof
  FROM "Message" m
  LEFT JOIN "InboundMessage" i ON i."messageId" = m."id" AND i."matchedBy" IN ('token', 'reference', 'envelope')
    AND i."receivedAt" >= m."sendingAt"
  WHERE m."state" = 'uncertain' AND (m."journaledAt" IS NOT NULL OR i."id" IS NOT NULL)
  ORDER BY m."id", proof`;

/**
 * A journal is only believed when it says of all the others that they left: nothing the server accepted around that
 * moment is missing from it, and it has received something.
 */
const ABSENT = `
  SELECT m."id" FROM "Message" m
  JOIN LATERAL (SELECT max("readAt") AS at FROM "MailboxFolder" f WHERE f."mailboxId" = m."mailboxId") read ON true
  WHERE m."state" = 'uncertain' AND m."copiedTo" IS NOT NULL AND m."journaledAt" IS NULL
    AND m."sendingAt" < $1::timestamptz - $2 * interval '1 ms' AND m."sendingAt" > $1::timestamptz - $3 * interval '1 ms'
    AND read.at > m."sendingAt" + $2 * interval '1 ms'
    AND EXISTS (SELECT FROM "Message" o WHERE o."mailboxId" = m."mailboxId" AND o."copiedTo" = m."copiedTo"
      AND o."journaledAt" > m."sendingAt" - interval '1 day')
    AND NOT EXISTS (SELECT FROM "Message" o WHERE o."mailboxId" = m."mailboxId" AND o."copiedTo" = m."copiedTo"
      AND o."state" IN ('sent', 'bounced') AND o."journaledAt" IS NULL
      AND o."sentAt" BETWEEN m."sendingAt" - interval '1 day' AND read.at - $2 * interval '1 ms')`;

async function sendAgain(client: PoolClient, now: Date, doubtMs: number): Promise<void> {
  const { rowCount } = await client.query(
    `WITH again AS (
       UPDATE "Message" SET "state" = 'queued', "dueAt" = $1, "reply" = $4
       WHERE "state" = 'uncertain' AND "id" IN (${ABSENT}) RETURNING "id", "productId", "campaignId"
     ), told AS (
       INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
       SELECT "productId", "id", 'resolved', $4, $1 FROM again
     ), reopened AS (
       UPDATE "Campaign" SET "state" = 'running', "finishedAt" = NULL
       WHERE "state" = 'done' AND "id" IN (SELECT "campaignId" FROM again)
     ) SELECT FROM again`,
    [now, doubtMs, TOO_LATE_MS, NOT_THERE],
  );
  if (rowCount) await client.query("SELECT pg_notify($1, '')", [WAKE_CHANNEL]);
}

const NOT_THERE = "Absent du journal : le serveur ne l’a pas pris, il repart.";
