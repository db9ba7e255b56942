import { pool } from "#app/db/db.server.ts";
import type { Window } from "./calendar.ts";
import { slotDay } from "./mailbox.ts";
import { WAITING } from "./outbox.ts";

/** Written in the query, where a parameter would hide the partial index from the planner. */
const WAITS = `m."state" IN (${WAITING.map((state) => `'${state}'`).join(", ")})`;

/** An open breaker holds back what begins: follow-ups and letters to one person still leave. */
const LET_THROUGH = `(b."trippedAt" IS NULL OR m."rank" > 1 OR c."kind" = 'direct')`;

/** A mailbox that has something due, with its pace and what it has already sent today. */
export type BusyMailbox = {
  id: string;
  productId: string;
  name: string;
  fromAddress: string;
  /** Answers come back to an address of each message's own. */
  plusAddressing: boolean;
  smtpSecret: string | null;
  /** Of a demonstration, which only writes to the local mailbox. */
  demo: boolean;
  dailyCap: number | null;
  window: Window | null;
  pauseReason: string | null;
  taken: number;
  lastSentAt: Date | null;
};

/**
 * The mailboxes with at least one message due, of a running campaign, that no worker holds.
 * @param replayed only this product's, though they are paused: nobody else sends meanwhile
 */
export async function busyMailboxes(now: Date, replayed: string | null = null): Promise<BusyMailbox[]> {
  const { rows } = await pool.query<BusyMailbox>(
    `SELECT b."id", b."productId", b."name", b."fromAddress", b."plusAddressing", b."smtpSecret", p."demo", b."dailyCap",
            b."window", b."pauseReason", coalesce(d."taken", 0) AS "taken", d."lastSentAt"
     FROM "Mailbox" b JOIN "Product" p ON p."id" = b."productId"
     LEFT JOIN "MailboxDay" d ON d."mailboxId" = b."id" AND d."day" = $2
     WHERE CASE WHEN $3::uuid IS NULL THEN b."pausedAt" IS NULL ELSE b."productId" = $3 END AND b."removedAt" IS NULL AND EXISTS (
       SELECT FROM "Message" m JOIN "Campaign" c ON c."id" = m."campaignId" AND c."state" = 'running'
       WHERE m."mailboxId" = b."id" AND ${WAITS} AND m."dueAt" <= $1 AND m."workerId" IS NULL AND ${LET_THROUGH})`,
    [now, slotDay(now), replayed],
  );
  return rows;
}

/**
 * Claims up to `room` due messages of a mailbox for this worker: they stay `queued`, so that a crash costs nothing.
 * Rows that another worker is claiming are skipped, not waited for.
 */
export async function reserve(
  workerId: string,
  mailboxId: string,
  room: number,
  now: Date,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: "outbox-reserve",
    text: `UPDATE "Message" SET "state" = 'queued', "workerId" = $1, "reservedAt" = $4
     WHERE "id" IN (
       SELECT m."id" FROM "Message" m JOIN "Campaign" c ON c."id" = m."campaignId" AND c."state" = 'running'
       JOIN "Mailbox" b ON b."id" = m."mailboxId" AND ${LET_THROUGH}
       WHERE m."mailboxId" = $2 AND ${WAITS} AND m."dueAt" <= $4 AND m."workerId" IS NULL
       ORDER BY m."rank" DESC, m."dueAt", m."id" LIMIT $3 FOR UPDATE OF m SKIP LOCKED)
     RETURNING "id"`,
    values: [workerId, mailboxId, room, now],
  });
  return rows.map((row) => row.id);
}

/** Gives back what was reserved and will not be sent now. */
export async function release(workerId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await pool.query(
    `UPDATE "Message" SET "workerId" = NULL WHERE "id" = ANY ($2) AND "workerId" = $1 AND "state" = 'queued'`,
    [workerId, ids],
  );
}
