import { createHash, randomBytes } from "node:crypto";
import ical, { ICalCalendarMethod } from "ical-generator";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { plusDays } from "#app/interactions/days.ts";
import { atParis } from "#app/outbox/calendar.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { isoDay } from "#app/ui/format.ts";

/** Whether the reader has a feed, since when, and when a calendar last read it. Its address is shown once, when made. */
export function readFeed({ productId, userId }: Actor) {
  return db.calendarFeed.findUnique({
    where: { productId_userId: { productId, userId } },
    select: { createdAt: true, lastReadAt: true },
  });
}

/**
 * Makes the reader's feed, or gives it another address: the one before leads nowhere any more.
 * @returns the address, of which only the SHA-256 is kept
 */
export async function renewFeed(actor: Actor): Promise<{ url: string }> {
  const { productId, userId } = actor;
  // 256 bits: nobody guesses it.
  const secret = randomBytes(32).toString("base64url");
  await transaction(actor, "agenda.adresse", async (tx) => {
    await tx.calendarFeed.deleteMany({ where: { productId, userId } });
    await tx.calendarFeed.create({ data: { productId, userId, secretHash: digest(secret) } });
  });
  return { url: `${baseUrl()}/agenda/${secret}.ics` };
}

export async function revokeFeed(actor: Actor): Promise<void> {
  const { productId, userId } = actor;
  await transaction(actor, "agenda.retrait", (tx) =>
    tx.calendarFeed.deleteMany({ where: { productId, userId } }),
  );
}

/**
 * The calendar at a secret address: the actions of its owner, from a month ago to a year ahead.
 * @throws {AppError} not_found, when the address is unknown or revoked, or its owner is no member any more
 */
export async function readCalendar(secret: string, now: Date): Promise<string> {
  const feed = await findFeed(secret);
  if (!feed) throw notFound("Cet agenda");
  const { productId, userId } = feed;
  const today = isoDay(now);
  const tasks = await db.task.findMany({
    where: {
      ...{ productId, doneAt: null },
      dueOn: { gte: new Date(plusDays(today, -31)), lte: new Date(plusDays(today, 366)) },
      OR: [
        { assigneeId: userId },
        { assigneeId: null, opportunity: { ownerId: userId } },
        { assigneeId: null, opportunityId: null, createdById: userId },
      ],
      NOT: { opportunity: { stage: { kind: { in: ["dormant", "lost"] } } } },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: 2000,
    select: {
      ...{ id: true, title: true, dueOn: true, dueMinute: true, owedBy: true, createdAt: true },
      institution: { select: { id: true, name: true } },
      contact: { select: { firstName: true, lastName: true } },
    },
  });
  await db.calendarFeed.updateMany({ where: { secretHash: digest(secret) }, data: { lastReadAt: now } });
  return write(feed.product.name, tasks, now);
}

type Due = {
  id: string;
  title: string;
  dueOn: Date | null;
  dueMinute: number | null;
  owedBy: "us" | "them";
  createdAt: Date;
  institution: { id: string; name: string };
  contact: { firstName: string | null; lastName: string | null } | null;
};

/** An hour each where an hour is said, the whole day otherwise. No number, no address: a feed is read by machines. */
function write(product: string, tasks: Due[], now: Date): string {
  const calendar = ical({
    name: `${product}\u00A0: mes actions`,
    prodId: { company: "Essaim", product: "Essaim", language: "FR" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 900,
  });
  for (const { id, title, dueOn, dueMinute, owedBy, institution, contact } of tasks) {
    if (!dueOn) continue;
    const day = dueOn.toISOString().slice(0, 10);
    const url = `${baseUrl()}/institutions/${institution.id}`;
    const who = [contact?.firstName, contact?.lastName].filter(Boolean).join(" ");
    const facts = [institution.name, who, owedBy === "them" ? "C’est à eux d’agir." : "", url];
    const allDay = dueMinute === null;
    const start = allDay ? new Date(`${day}T00:00:00Z`) : momentOf(day, dueMinute);
    calendar.createEvent({
      id: `${id}@essaim`,
      ...{ start, allDay, stamp: now, summary: `${title} (${institution.name})`, url },
      description: facts.filter(Boolean).join("\n"),
      ...(!allDay && { end: new Date(start.getTime() + 30 * 60_000) }),
    });
  }
  return calendar.toString();
}

function momentOf(day: string, minute: number): Date {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return atParis(day, `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);
}

async function findFeed(secret: string) {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const feed = await db.calendarFeed.findUnique({
    where: { secretHash: digest(secret) },
    select: { productId: true, userId: true, product: { select: { name: true } } },
  });
  if (!feed) return null;
  const { productId, userId } = feed;
  const where = { userId_productId: { userId, productId } };
  return (await db.membership.findUnique({ where, select: { id: true } })) ? feed : null;
}

const digest = (secret: string) => createHash("sha256").update(secret).digest("hex");
