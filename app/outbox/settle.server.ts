import type { PoolClient } from "pg";
import type { Outcome } from "./evidence.ts";
import { AWAITS_A_STEP } from "./follow-ups.ts";
import { canMove, MESSAGE_STATES, retryAt, UNFINISHED, WAITING } from "./outbox.ts";
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
  const results = await withRetries(client, batch);
  const { rows } = await client.query<Unused>({
    ...{ name: "outbox-settle", text: SETTLE },
    values: [JSON.stringify(results)],
  });
  for (const { mailboxId, day, count } of rows)
    await client.query(
      `UPDATE "MailboxDay" SET "taken" = greatest(0, "taken" - $3) WHERE "mailboxId" = $1 AND "day" = $2::date`,
      [mailboxId, day, count],
    );
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

/** Slots taken for messages that did not leave. */
type Unused = { mailboxId: string; day: string; count: number };
type Result = { id: string; attempt: number; state: string; reply: string; at: Date; dueAt: Date | null } & {
  relayId: string | null;
};

/** Put off as many times as it was put off before; refused for good when that is enough. */
async function withRetries(client: PoolClient, batch: Settled[]): Promise<Result[]> {
  const deferred = batch.filter(({ outcome }) => outcome.state === "retry").map(({ id }) => id);
  const times = new Map<string, number>();
  if (deferred.length > 0) {
    const { rows } = await client.query<{ id: string; times: number }>(
      `SELECT "messageId" AS id, count(*)::int AS times FROM "MessageEvent"
       WHERE "kind" = 'retried' AND "messageId" = ANY ($1) GROUP BY 1`,
      [deferred],
    );
    for (const row of rows) times.set(row.id, row.times);
  }
  return batch.map(({ id, attempt, at, outcome }) => {
    const { state, reply } = outcome;
    const dueAt = state === "retry" ? retryAt(times.get(id) ?? 0, at) : undefined;
    const final = state === "retry" && !dueAt ? "rejected" : state;
    return { id, attempt, at, reply, state: final, dueAt: dueAt ?? null, relayId: relayOf(outcome) };
  });
}

const relayOf = (outcome: Outcome) => (outcome.state === "sent" ? (outcome.relayId ?? null) : null);

const MOVES = MESSAGE_STATES.flatMap((from) =>
  MESSAGE_STATES.filter((to) => canMove(from, to)).map((to) => `('${from}', '${to}')`),
).join(", ");

const SETTLE = `
  WITH result AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r("id" uuid, "attempt" int, "state" "MessageState", "reply" text,
      "at" timestamptz, "dueAt" timestamptz, "relayId" text)
  ), settled AS (
    UPDATE "Message" m SET "state" = r."state", "workerId" = NULL, "dueAt" = coalesce(r."dueAt", m."dueAt"),
      "reply" = r."reply", "relayId" = coalesce(r."relayId", m."relayId"), "sentAt" = CASE r."state" WHEN 'sent' THEN r."at" END
    FROM result r
    WHERE m."id" = r."id" AND m."attempt" = r."attempt" AND (m."state"::text, r."state"::text) IN (${MOVES})
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
