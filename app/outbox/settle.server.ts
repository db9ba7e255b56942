import type { PoolClient } from "pg";
import type { Outcome } from "./evidence.ts";
import { AWAITS_A_STEP } from "./follow-ups.ts";
import { canMove, MESSAGE_STATES, RETRY_AFTER_MS, UNFINISHED, WAITING } from "./outbox.ts";
import { sqlTransaction } from "./sql.server.ts";

/** What became of one attempt. The attempt's number is a fence: a later one is never overwritten by this one. */
export type Settled = { id: string; attempt: number; outcome: Outcome; at: Date };

/**
 * Writes the outcomes of a batch, with all that follows from each: the event, the exchange on the institution's
 * timeline, the slot given back when nothing left. Safe to run twice. A row that a sweep has meanwhile called
 * `uncertain`, or a human has put back in the queue, takes the outcome all the same: this process knows.
 */
export async function settle(client: PoolClient, batch: Settled[]): Promise<void> {
  if (batch.length === 0) return;
  const results = batch.map(({ outcome, ...attempt }) => ({
    ...{ ...attempt, ...outcome },
    relayId: outcome.state === "sent" ? outcome.relayId : null,
  }));
  const { rows } = await client.query<{ mailboxId: string; day: string; count: number }>({
    ...{ name: "outbox-settle", text: SETTLE },
    values: COLUMNS.map((column) => results.map((result) => result[column])),
  });
  // After the accounts, as every turn does: two of them never wait for each other.
  for (const { mailboxId, day, count } of rows)
    await client.query(
      `UPDATE "MailboxDay" SET "taken" = greatest(0, "taken" - $3) WHERE "mailboxId" = $1 AND "day" = $2::date`,
      [mailboxId, day, count],
    );
}

/** Whether an outcome gives a slot of the day back: nothing has left, nor perhaps has. */
export function givesBack({ outcome }: Settled): boolean {
  return outcome.state !== "sent" && outcome.state !== "uncertain";
}

/**
 * A campaign is done when the engine has nothing left to do for it, and nobody awaits a follow-up. In one that was cancelled, what came back to wait
 * since (put off while it was being cancelled, or to be sent again as someone said) never leaves: the ledger says so.
 */
export async function finishCampaigns(now: Date): Promise<void> {
  await sqlTransaction("campagne.fin", async (client) => {
    await client.query(
      `WITH done AS (
         UPDATE "Campaign" c SET "state" = 'done', "finishedAt" = $1 WHERE c."state" = 'running' AND NOT EXISTS (
           SELECT FROM "Message" m WHERE m."campaignId" = c."id" AND m."state" = ANY ($2)) AND NOT ${AWAITS_A_STEP}
         RETURNING c."id"
       )
       UPDATE "Enrollment" e SET "state" = 'finished' FROM done
       WHERE e."campaignId" = done."id" AND e."state" = 'active' AND NOT EXISTS (
         SELECT FROM "Message" m WHERE m."enrollmentId" = e."id" AND m."state" = 'uncertain')`,
      [now, UNFINISHED],
    );
    await client.query(
      `WITH left_over AS (
         UPDATE "Message" m SET "state" = 'cancelled', "reply" = $3, "workerId" = NULL FROM "Campaign" c
         WHERE c."id" = m."campaignId" AND c."state" = 'cancelled' AND m."state" = ANY ($2)
         RETURNING m."id", m."productId"
       )
       INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
       SELECT "productId", "id", 'cancelled', $3, $1 FROM left_over`,
      [now, WAITING, "La campagne a été annulée."],
    );
  });
}

const COLUMNS = ["id", "attempt", "state", "reply", "at", "relayId"] as const;

const MOVES = `'{${MESSAGE_STATES.flatMap((from) =>
  MESSAGE_STATES.filter((to) => canMove(from, to)).map((to) => `${from} ${to}`),
).join(",")}}'`;

const SETTLE = `
  WITH told_us AS (
    SELECT r.*, CASE r."state" WHEN 'retry' THEN r."at" + interval '1 ms' * (ARRAY[${RETRY_AFTER_MS.join(", ")}])[1 + (
      SELECT count(*) FROM "MessageEvent" e WHERE e."messageId" = r."id" AND e."kind" = 'retried')] END AS "dueAt"
    FROM unnest($1::uuid[], $2::int[], $3::"MessageState"[], $4::text[], $5::timestamptz[], $6::text[])
      AS r("id", "attempt", "state", "reply", "at", "relayId")
  ), result AS (
    SELECT "id", "attempt", "reply", "at", "relayId", "dueAt",
      CASE WHEN "state" = 'retry' AND "dueAt" IS NULL THEN 'rejected' ELSE "state" END AS "state" FROM told_us
  ), settled AS (
    UPDATE "Message" m SET "state" = r."state", "workerId" = NULL, "dueAt" = coalesce(r."dueAt", m."dueAt"),
      "reply" = r."reply", "relayId" = coalesce(r."relayId", m."relayId"), "sentAt" = CASE r."state" WHEN 'sent' THEN r."at" END
    FROM result r
    WHERE m."id" = r."id" AND m."attempt" = r."attempt" AND m."state" || ' ' || r."state" = ANY (${MOVES})
    RETURNING m."id", m."productId", m."campaignId", m."enrollmentId", m."mailboxId", m."subject", m."state",
      m."reply", m."sendingAt", r."at"
  ), told AS (
    INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
    SELECT "productId", "id", (CASE "state" WHEN 'sent' THEN 'accepted' WHEN 'retry' THEN 'retried'
      ELSE "state"::text END)::"MessageEventKind", "reply", "at"
    FROM settled WHERE "state" <> 'queued'
  ), met AS (
    INSERT INTO "Interaction" ("productId", "institutionId", "contactId", "messageId", "kind", "direction",
      "happenedAt", "summary", "createdById")
    SELECT s."productId", i."id", e."contactId", s."id", 'email', 'outbound', s."at", s."subject", c."launchedById"
    FROM settled s
    JOIN "Enrollment" e ON e."id" = s."enrollmentId"
    JOIN "Institution" i ON i."id" = e."institutionId"
    JOIN "Campaign" c ON c."id" = s."campaignId"
    WHERE s."state" = 'sent'
    ON CONFLICT ("messageId") DO NOTHING
  )
  SELECT "mailboxId", ("sendingAt" AT TIME ZONE 'Europe/Paris')::date::text AS "day", count(*)::int AS "count"
  FROM settled WHERE "state" NOT IN ('sent', 'uncertain') GROUP BY 1, 2`;
