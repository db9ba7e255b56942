import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { atParis } from "#app/outbox/calendar.ts";
import { STOPPED_SINCE, STOPS, type StopReason } from "#app/outbox/stops.ts";
import { WAITING } from "#app/outbox/outbox.ts";
import { isoDay } from "#app/ui/format.ts";

/** Whose sequence stops, and when that became so. */
export type Stopping = { id: string; at: Date };

/**
 * Nothing more leaves to these recipients: what waited is cancelled, and the ledger says why. What a server is being
 * handed finishes. Safe to do twice; who has already stopped keeps the first reason.
 * @returns how many sequences this stopped
 */
export function stopEnrollment(
  tx: Tx,
  enrollmentIds: string | string[],
  reason: StopReason,
  at: Date = new Date(),
): Promise<number> {
  return stopEach(
    tx,
    [enrollmentIds].flat().map((id) => ({ id, at })),
    reason,
  );
}

/** As `stopEnrollment`, each at its own time. */
export async function stopEach(tx: Tx, stopping: Stopping[], reason: StopReason): Promise<number> {
  if (stopping.length === 0) return 0;
  const ids = stopping.map(({ id }) => id);
  const ats = stopping.map(({ at }) => at);
  const said = STOPS[reason];
  const event = reason === "opposition" ? "opposed" : "cancelled";
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    WITH why AS (
      SELECT "id", min("at") AS "at" FROM unnest(${ids}::uuid[], ${ats}::timestamptz[]) AS v("id", "at") GROUP BY 1
    ), stopped AS (
      UPDATE "Enrollment" e SET "state" = 'stopped', "stopReason" = ${said}, "stoppedAt" = why."at"
      FROM why WHERE e."id" = why."id" AND e."state" = 'active' RETURNING e."id"
    ), cancelled AS (
      UPDATE "Message" m SET "state" = 'cancelled', "reply" = ${said}, "workerId" = NULL
      FROM why WHERE m."enrollmentId" = why."id" AND m."state"::text = ANY(${[...WAITING]})
      RETURNING m."id", m."productId", why."at"
    ), told AS (
      INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
      SELECT "productId", "id", ${event}::"MessageEventKind", ${said}, "at" FROM cancelled
    )
    SELECT count(*)::int AS "count" FROM stopped`;
  return row.count;
}

/** Somebody at this institution has answered; their own recipient, when it is known, is not a colleague's. */
export type Answered = { institutionId: string; except: string | null; at: Date };

/**
 * A colleague has answered: the institution's other recipients are left alone, in the campaigns that ask for it; in some,
 * those of the institutions that oversee it or depend on it too.
 */
export async function stopColleagues(tx: Tx, productId: string, answered: Answered[]): Promise<number> {
  if (answered.length === 0) return 0;
  const places = answered.map(({ institutionId }) => institutionId);
  const excepted = answered.map(({ except }) => except);
  const ats = answered.map(({ at }) => at);
  const others = await tx.$queryRaw<Stopping[]>`
    SELECT e."id", min(a."at") AS "at"
    FROM unnest(${places}::uuid[], ${excepted}::uuid[], ${ats}::timestamptz[]) AS a("place", "except", "at")
    JOIN "Enrollment" e ON e."institutionId" = a."place" AND e."id" IS DISTINCT FROM a."except"
    JOIN "Campaign" c ON c."id" = e."campaignId" AND c."stopsColleagues" <> 'none'
    WHERE e."productId" = ${productId}::uuid AND e."state" = 'active' GROUP BY 1
    UNION ALL SELECT e."id", min(a."at")
    FROM unnest(${places}::uuid[], ${ats}::timestamptz[]) AS a("place", "at")
    CROSS JOIN LATERAL kin_of(a."place", ${productId}::uuid) kin
    JOIN "Enrollment" e ON e."institutionId" = kin AND kin <> a."place"
    JOIN "Campaign" c ON c."id" = e."campaignId" AND c."stopsColleagues" = 'hierarchy'
    WHERE e."productId" = ${productId}::uuid AND e."state" = 'active' AND EXISTS (
      SELECT FROM "Campaign" asks WHERE asks."productId" = ${productId}::uuid AND asks."stopsColleagues" = 'hierarchy'
        AND asks."state" IN ('running', 'paused'))
    GROUP BY 1`;
  return stopEach(tx, others, "colleague");
}

/** An absence that says no day of return lasts a week. */
export const AWAY_DAYS = 7;

/** Away until this day, at midnight UTC as the database writes it; null: for a week from `at`. */
export type Absence = { id: string; until: Date | null; at: Date };

/** Away: nothing leaves before their return. A shorter absence never shortens a longer one. */
export async function pauseEnrollments(tx: Tx, absences: Absence[]): Promise<void> {
  if (absences.length === 0) return;
  const days = absences.map(
    ({ until, at }) => until ?? new Date(Date.parse(isoDay(at)) + AWAY_DAYS * 86_400_000),
  );
  const ids = absences.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE "Enrollment" e SET "pausedUntil" = away."day"
    FROM (SELECT "id", max("day") AS "day" FROM unnest(${ids}::uuid[], ${days.map(isoDay)}::date[]) AS v("id", "day") GROUP BY 1) away
    WHERE e."id" = away."id" AND (e."pausedUntil" IS NULL OR e."pausedUntil" < away."day")`;
  await tx.$executeRaw`
    UPDATE "Message" m SET "dueAt" = away."back"
    FROM (SELECT "id", max("back") AS "back"
      FROM unnest(${ids}::uuid[], ${days.map((day) => atParis(isoDay(day), "00:00"))}::timestamptz[]) AS v("id", "back") GROUP BY 1) away
    WHERE m."enrollmentId" = away."id" AND m."state"::text = ANY(${[...WAITING]}) AND m."dueAt" < away."back"`;
}

/** So that thousands of stops leave the worker to its other jobs. */
const AT_ONCE = 500;

/**
 * Stops the sequences that something has overtaken: an answer, a colleague's, a bounce, a stage. What brings it stops
 * them at once where it can; this finds the others, whoever moved the card, and starts from what is rare.
 * @param only one product's, whose story is told again under another clock
 * @returns how many stopped
 */
export async function stopOvertaken(now: Date, only?: string): Promise<number> {
  const products = await db.campaign.findMany({
    where: { state: { in: ["running", "paused"] }, ...(only && { productId: only }) },
    select: { productId: true },
    distinct: ["productId"],
  });
  let stopped = 0;
  for (const { productId } of products) stopped += await stopOfProduct(productId, now);
  return stopped;
}

async function stopOfProduct(productId: string, now: Date): Promise<number> {
  const rows = await db.$queryRaw<{ id: string; why: StopReason }[]>`
    WITH under_way AS MATERIALIZED (
      SELECT "id", "stopStageId", "stopsColleagues", "launchedAt" FROM "Campaign"
      WHERE "productId" = ${productId}::uuid AND "state" IN ('running', 'paused')
    ), touched AS (
      SELECT e."id" FROM "Enrollment" near JOIN "Enrollment" e ON e."institutionId" = near."institutionId"
        JOIN under_way u ON u."id" = e."campaignId"
      WHERE near."repliedAt" IS NOT NULL AND near."productId" = ${productId}::uuid AND e."state" = 'active'
      UNION SELECT e."id" FROM (
          SELECT DISTINCT near."institutionId" AS "place" FROM "Enrollment" near
          WHERE near."productId" = ${productId}::uuid AND near."repliedAt" >= (
            SELECT min("launchedAt") FROM under_way WHERE "stopsColleagues" = 'hierarchy')
        ) answered CROSS JOIN LATERAL kin_of(answered."place", ${productId}::uuid) kin
        JOIN "Enrollment" e ON e."institutionId" = kin AND e."state" = 'active'
        JOIN under_way u ON u."id" = e."campaignId" AND u."stopsColleagues" = 'hierarchy'
      UNION SELECT b."enrollmentId" FROM under_way u JOIN "Message" b ON b."campaignId" = u."id" AND b."state" = 'bounced'
      UNION SELECT e."id" FROM under_way u
        JOIN "Stage" goal ON goal."id" = u."stopStageId" AND goal."removedAt" IS NULL
        JOIN "Stage" at ON at."productId" = goal."productId" AND at."position" >= goal."position"
        JOIN "Opportunity" o ON o."stageId" = at."id"
        JOIN "Enrollment" e ON e."institutionId" = o."institutionId" AND e."campaignId" = u."id"
    )
    SELECT * FROM (
      SELECT e."id", ${Prisma.raw(STOPPED_SINCE)} AS "why"
      FROM touched JOIN "Enrollment" e ON e."id" = touched."id" JOIN "Campaign" c ON c."id" = e."campaignId"
      WHERE e."state" = 'active'
    ) overtaken WHERE "why" IS NOT NULL LIMIT ${AT_ONCE}`;
  if (rows.length === 0) return 0;
  const byReason = Map.groupBy(rows, ({ why }) => why);
  return transaction({ userId: "", productId }, "campagne.arrêt", async (tx) => {
    let stopped = 0;
    for (const [why, group] of byReason)
      stopped += await stopEnrollment(
        tx,
        group.map(({ id }) => id),
        why,
        now,
      );
    return stopped;
  });
}
