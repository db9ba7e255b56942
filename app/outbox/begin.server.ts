import type { PoolClient } from "pg";
import type { Window } from "./calendar.ts";
import { allowance, slotDay } from "./mailbox.ts";
import type { Outgoing } from "./mail.ts";
import { STOPPED_SINCE, STOPS } from "./stops.ts";

export type Request = {
  workerId: string;
  mailboxId: string;
  ids: string[];
  now: Date;
  /** A story is told again: its mailbox is paused for everybody else. */
  replays?: boolean;
};
export type Begun = {
  /** Set to `sending`: once that is committed, each must be handed over, and its outcome settled. */
  messages: Outgoing[];
  /** How many of the ids were looked at, from the first; none when the mailbox must wait. */
  tried: number;
};

/**
 * The last moment before the socket: sets the first `tried` reserved messages to `sending`, after checking everything
 * again. What may no longer leave is cancelled with its reason, or goes back to the queue. The mailbox's slots of the
 * day are taken in the same transaction, so that its cap holds whatever crashes, and however many workers there are.
 */
export async function judge(
  client: PoolClient,
  { workerId, mailboxId, ids, now }: Request,
  tried: number,
): Promise<Begun> {
  const { rows } = await client.query<Outgoing & { verdict: Verdict }>({
    ...{ name: "outbox-judge", text: JUDGE },
    values: [ids.slice(0, tried), workerId, now, JSON.stringify(REASONS), mailboxId, slotDay(now)],
  });
  return { messages: rows.filter((row) => row.verdict === "go"), tried };
}

type Today = { dailyCap: number | null; window: Window | null; taken: number; lastSentAt: Date | null };

/**
 * How many may leave now. Locks the mailbox's day: of several workers, each sees the slots that the one before has taken.
 */
export async function allowed(
  client: PoolClient,
  { mailboxId, ids, now, replays = false }: Request,
): Promise<number> {
  const { rows } = await client.query<Today>({
    name: "outbox-today",
    text: `WITH today AS (
        INSERT INTO "MailboxDay" ("mailboxId", "day") VALUES ($1, $2)
        ON CONFLICT ("mailboxId", "day") DO UPDATE SET "taken" = "MailboxDay"."taken" RETURNING "taken", "lastSentAt"
      ) SELECT b."dailyCap", b."window", today.* FROM "Mailbox" b, today WHERE b."id" = $1 
        AND (b."pausedAt" IS NULL OR $3) AND b."removedAt" IS NULL`,
    values: [mailboxId, slotDay(now), replays],
  });
  return rows[0] ? allowance(rows[0], rows[0], ids.length, now).count : 0;
}

type Verdict = "go" | "wait" | "away" | "crowded" | "quiet" | keyof typeof REASONS;

/** Why a message will never leave, as its ledger shows it. */
const REASONS = {
  ...STOPS,
  opposed: STOPS.opposition,
  stopped: "Le destinataire a été retiré de la campagne.",
};

/** The campaigns, other than its own, that wrote to this institution of late: whichever product they are of. */
const SOLICITATIONS = `(
  SELECT count(*) FROM "Campaign" s
  WHERE s."kind" = 'sequence' AND s."id" <> c."id" AND s."launchedAt" IS NOT NULL
    AND (s."finishedAt" IS NULL OR s."finishedAt" > $3::timestamptz - make_interval(days => product."solicitationDays"))
    AND EXISTS (SELECT FROM "Enrollment" x JOIN "Message" sent ON sent."enrollmentId" = x."id" AND sent."rank" = 1
      WHERE x."campaignId" = s."id" AND x."institutionId" = e."institutionId"
        AND sent."sentAt" > $3::timestamptz - make_interval(days => product."solicitationDays")))`;

/** When the last of the quiet days over this institution ends; null: none is on today. */
const QUIET_UNTIL = `(
  SELECT max(q."endsOn") + 1 FROM "QuietWindow" q
  WHERE q."productId" = e."productId" AND $6::date BETWEEN q."startsOn" AND q."endsOn"
    AND (q."kinds" = '{}' OR (SELECT i."kind" FROM "Institution" i WHERE i."id" = e."institutionId") = ANY (q."kinds")))`;

const JUDGE = `
  WITH asked AS (
    SELECT m."id", e."pausedUntil", CASE c."kind" WHEN 'sequence' THEN ${QUIET_UNTIL} END AS quiet_until, CASE
      WHEN EXISTS (SELECT FROM "Suppression" s WHERE s."addressHash" = m."addressHash") THEN 'opposed'
      WHEN p."opposedAt" IS NOT NULL THEN 'opposed'
      WHEN p."id" IS NULL THEN 'erased'
      WHEN p."mergedIntoId" IS NOT NULL THEN 'merged'
      WHEN e."state" <> 'active' THEN 'stopped'
      WHEN c."state" = 'cancelled' THEN 'cancelled'
      WHEN c."state" <> 'running' THEN 'wait'
      WHEN c."kind" = 'direct' THEN 'go'
      WHEN m."rank" = 1 AND (SELECT b."trippedAt" FROM "Mailbox" b WHERE b."id" = $5) IS NOT NULL THEN 'wait'
      ELSE coalesce(${STOPPED_SINCE}, CASE
        WHEN e."pausedUntil" > $6::date THEN 'away'
        WHEN m."rank" = 1 AND ${SOLICITATIONS} >= product."solicitationCap" THEN 'crowded'
        ELSE 'go' END) END AS verdict
    FROM unnest($1::uuid[]) AS named("id")
    JOIN "Message" m ON m."id" = named."id" AND m."workerId" IS NOT DISTINCT FROM $2 AND m."state"::text = 'queued'
    JOIN "Campaign" c ON c."id" = m."campaignId"
    JOIN "Product" product ON product."id" = c."productId"
    JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    LEFT JOIN "Contact" p ON p."id" = e."contactId"
    FOR UPDATE OF m
  ), judged AS (
    SELECT "id", verdict, CASE verdict
      WHEN 'away' THEN "pausedUntil"::timestamp AT TIME ZONE 'Europe/Paris'
      WHEN 'quiet' THEN quiet_until::timestamp AT TIME ZONE 'Europe/Paris'
      WHEN 'crowded' THEN $3::timestamptz + interval '1 day' END AS later
    FROM (SELECT "id", "pausedUntil", quiet_until,
      CASE WHEN verdict = 'go' AND quiet_until IS NOT NULL THEN 'quiet' ELSE verdict END AS verdict FROM asked) told_quiet
  ), moved AS (
    UPDATE "Message" m SET
      "state" = (CASE WHEN j.verdict = 'go' THEN 'sending' WHEN j.verdict IN ('wait', 'away', 'crowded', 'quiet')
        THEN 'queued' ELSE 'cancelled' END)::"MessageState",
      "workerId" = CASE j.verdict WHEN 'go' THEN m."workerId" END,
      "sendingAt" = CASE j.verdict WHEN 'go' THEN $3::timestamptz ELSE m."sendingAt" END,
      "copiedTo" = CASE j.verdict WHEN 'go' THEN (SELECT b."journalAddress" FROM "Mailbox" b WHERE b."id" = $5) ELSE m."copiedTo" END,
      "attempt" = m."attempt" + CASE j.verdict WHEN 'go' THEN 1 ELSE 0 END,
      "dueAt" = coalesce(j.later, m."dueAt"),
      "reply" = coalesce($4::jsonb ->> j.verdict, m."reply")
    FROM judged j WHERE m."id" = j."id"
    RETURNING m."id", m."productId", m."enrollmentId", m."rank", m."attempt", m."email", m."subject", m."text", m."html",
      m."rfcMessageId", m."thread", m."copiedTo", m."reply", m."state", m."campaignId", j.verdict
  ), told AS (
    INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
    SELECT "productId", "id", (CASE verdict WHEN 'opposed' THEN 'opposed' ELSE 'cancelled' END)::"MessageEventKind", "reply", $3
    FROM moved WHERE "state" = 'cancelled'
  ), stopped AS (
    UPDATE "Enrollment" e SET "state" = 'stopped', "stopReason" = moved."reply", "stoppedAt" = $3
    FROM moved WHERE e."id" = moved."enrollmentId" AND e."state" = 'active' AND moved."state" = 'cancelled'
  ), slots AS (
    UPDATE "MailboxDay" SET "taken" = "taken" + going.count, "lastSentAt" = $3::timestamptz
    FROM (SELECT count(*)::int AS count FROM moved WHERE verdict = 'go') going
    WHERE "mailboxId" = $5 AND "day" = $6 AND going.count > 0
  )
  SELECT "id", "attempt", "email", "subject", "text", "html", "rfcMessageId", "copiedTo", "verdict",
  (SELECT c."kind" = 'direct' FROM "Campaign" c WHERE c."id" = moved."campaignId") AS "direct",
  CASE WHEN "rank" > 1 AND cardinality("thread") = 0 THEN ARRAY(
    SELECT coalesce(before."relayId", before."rfcMessageId") FROM "Message" before
    WHERE before."enrollmentId" = moved."enrollmentId" AND before."rank" < moved."rank" AND before."sentAt" IS NOT NULL
    ORDER BY before."rank") ELSE "thread" END AS "thread"
  FROM moved`;
