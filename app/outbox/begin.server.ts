import type { PoolClient } from "pg";
import type { Window } from "./calendar.ts";
import { allowance, slotDay } from "./mailbox.ts";
import type { Outgoing } from "./mail.ts";

export type Request = { workerId: string; mailboxId: string; ids: string[]; now: Date };
export type Begun = {
  /** Set to `sending`: once that is committed, each must be handed over, and its outcome settled. */
  messages: Outgoing[];
  /** How many of the ids were looked at, from the first; none when the mailbox must wait. */
  tried: number;
};

/**
 * The last moment before the socket: sets reserved messages to `sending`, after checking everything again. What may
 * no longer leave is cancelled with its reason, or goes back to the queue. The mailbox's slots of the day are taken in
 * the same transaction, so that its cap holds whatever crashes, and however many workers there are.
 */
export async function begin(client: PoolClient, { workerId, mailboxId, ids, now }: Request): Promise<Begun> {
  const tried = await allowed(client, mailboxId, ids.length, now);
  if (tried === 0) return { messages: [], tried };
  const { rows } = await client.query<Outgoing & { verdict: Verdict }>({
    ...{ name: "outbox-judge", text: JUDGE },
    values: [ids.slice(0, tried), workerId, now, JSON.stringify(REASONS), mailboxId, slotDay(now)],
  });
  return { messages: rows.filter((row) => row.verdict === "go"), tried };
}

type Today = { dailyCap: number | null; window: Window | null; taken: number; lastSentAt: Date | null };

/** Locks the mailbox's day: of several workers, each sees the slots that the one before has taken. */
async function allowed(client: PoolClient, mailboxId: string, wanted: number, now: Date): Promise<number> {
  const { rows } = await client.query<Today>({
    name: "outbox-today",
    text: `WITH today AS (
        INSERT INTO "MailboxDay" ("mailboxId", "day") VALUES ($1, $2)
        ON CONFLICT ("mailboxId", "day") DO UPDATE SET "taken" = "MailboxDay"."taken" RETURNING "taken", "lastSentAt"
      ) SELECT b."dailyCap", b."window", today.* FROM "Mailbox" b, today WHERE b."id" = $1 AND b."pausedAt" IS NULL`,
    values: [mailboxId, slotDay(now)],
  });
  return rows[0] ? allowance(rows[0], rows[0], wanted, now).count : 0;
}

type Verdict = "go" | "wait" | keyof typeof REASONS;

/** Why a message will never leave, as its ledger shows it. */
const REASONS = {
  opposed: "Cette personne s’est opposée à recevoir des messages.",
  erased: "Le contact a été supprimé.",
  merged: "Ce contact a été réuni à un autre, qui reçoit déjà cette campagne.",
  stopped: "Le destinataire a été retiré de la campagne.",
  cancelled: "La campagne a été annulée.",
};

const JUDGE = `
  WITH judged AS (
    SELECT m."id", CASE
      WHEN EXISTS (SELECT FROM "Suppression" s WHERE s."addressHash" = m."addressHash") THEN 'opposed'
      WHEN p."opposedAt" IS NOT NULL THEN 'opposed'
      WHEN p."id" IS NULL THEN 'erased'
      WHEN p."mergedIntoId" IS NOT NULL THEN 'merged'
      WHEN e."state" <> 'active' THEN 'stopped'
      WHEN c."state" = 'cancelled' THEN 'cancelled'
      WHEN c."state" <> 'running' THEN 'wait'
      ELSE 'go' END AS verdict
    FROM "Message" m
    JOIN "Campaign" c ON c."id" = m."campaignId"
    JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    LEFT JOIN "Contact" p ON p."id" = e."contactId"
    WHERE m."id" = ANY ($1) AND m."workerId" = $2 AND m."state" = 'queued'
    FOR UPDATE OF m
  ), moved AS (
    UPDATE "Message" m SET
      "state" = (CASE j.verdict WHEN 'go' THEN 'sending' WHEN 'wait' THEN 'queued' ELSE 'cancelled' END)::"MessageState",
      "workerId" = CASE j.verdict WHEN 'go' THEN m."workerId" END,
      "sendingAt" = CASE j.verdict WHEN 'go' THEN $3 ELSE m."sendingAt" END,
      "attempt" = m."attempt" + CASE j.verdict WHEN 'go' THEN 1 ELSE 0 END,
      "reply" = coalesce($4::jsonb ->> j.verdict, m."reply")
    FROM judged j WHERE m."id" = j."id"
    RETURNING m."id", m."productId", m."attempt", m."email", m."subject", m."text", m."html", m."rfcMessageId",
      m."reply", j.verdict
  ), told AS (
    INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
    SELECT "productId", "id", (CASE verdict WHEN 'opposed' THEN 'opposed' ELSE 'cancelled' END)::"MessageEventKind", "reply", $3
    FROM moved WHERE verdict NOT IN ('go', 'wait')
  ), slots AS (
    UPDATE "MailboxDay" SET "taken" = "taken" + going.count, "lastSentAt" = $3
    FROM (SELECT count(*)::int AS count FROM moved WHERE verdict = 'go') going
    WHERE "mailboxId" = $5 AND "day" = $6 AND going.count > 0
  )
  SELECT "id", "attempt", "email", "subject", "text", "html", "rfcMessageId", "verdict" FROM moved`;
