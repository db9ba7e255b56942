import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { atParis } from "#app/outbox/calendar.ts";
import { STOPPED_SINCE, STOPS, type StopReason } from "#app/outbox/stops.ts";
import { WAITING } from "#app/outbox/outbox.ts";
import { isoDay } from "#app/ui/format.ts";

/**
 * Nothing more leaves to these recipients: what waited is cancelled, and the ledger says why. What a server is being
 * handed finishes. Safe to do twice; who has already stopped keeps the first reason.
 * @returns how many sequences this stopped
 */
export async function stopEnrollment(
  tx: Tx,
  enrollmentIds: string | string[],
  reason: StopReason,
  at: Date = new Date(),
): Promise<number> {
  const ids = [enrollmentIds].flat();
  if (ids.length === 0) return 0;
  const said = STOPS[reason];
  const event = reason === "opposition" ? "opposed" : "cancelled";
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    WITH stopped AS (
      UPDATE "Enrollment" SET "state" = 'stopped', "stopReason" = ${said}, "stoppedAt" = ${at}
      WHERE "id" = ANY(${ids}::uuid[]) AND "state" = 'active' RETURNING "id"
    ), cancelled AS (
      UPDATE "Message" SET "state" = 'cancelled', "reply" = ${said}, "workerId" = NULL
      WHERE "enrollmentId" = ANY(${ids}::uuid[]) AND "state"::text = ANY(${[...WAITING]})
      RETURNING "id", "productId"
    ), told AS (
      INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
      SELECT "productId", "id", ${event}::"MessageEventKind", ${said}, ${at} FROM cancelled
    )
    SELECT count(*)::int AS "count" FROM stopped`;
  return row.count;
}

/** A colleague has answered: the institution's other recipients are left alone, in the campaigns that ask for it. */
export async function stopColleagues(
  tx: Tx,
  { institutionId, productId, except }: { institutionId: string; productId: string; except: string | null },
  at: Date = new Date(),
): Promise<number> {
  const others = await tx.enrollment.findMany({
    where: {
      ...{ institutionId, productId, state: "active", campaign: { stopsColleagues: true } },
      ...(except && { id: { not: except } }),
    },
    select: { id: true },
  });
  return stopEnrollment(
    tx,
    others.map(({ id }) => id),
    "colleague",
    at,
  );
}

/** An absence that says no day of return lasts a week. */
export const AWAY_DAYS = 7;

/**
 * Away: nothing leaves before that day. A shorter absence never shortens a longer one.
 * @param until the day of return, at midnight UTC as the database writes it; null: in a week
 */
export async function pauseEnrollment(
  tx: Tx,
  id: string,
  until: Date | null,
  now: Date = new Date(),
): Promise<void> {
  const day = until ?? new Date(Date.parse(isoDay(now)) + AWAY_DAYS * 86_400_000);
  await tx.enrollment.updateMany({
    where: { id, OR: [{ pausedUntil: null }, { pausedUntil: { lt: day } }] },
    data: { pausedUntil: day },
  });
  const back = atParis(isoDay(day), "00:00");
  await tx.message.updateMany({
    where: { enrollmentId: id, state: { in: [...WAITING] }, dueAt: { lt: back } },
    data: { dueAt: back },
  });
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
      SELECT "id", "stopStageId" FROM "Campaign"
      WHERE "productId" = ${productId}::uuid AND "state" IN ('running', 'paused')
    ), touched AS (
      SELECT e."id" FROM "Enrollment" near JOIN "Enrollment" e ON e."institutionId" = near."institutionId"
        JOIN under_way u ON u."id" = e."campaignId"
      WHERE near."repliedAt" IS NOT NULL AND near."productId" = ${productId}::uuid AND e."state" = 'active'
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
