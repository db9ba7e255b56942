import { db } from "#app/db/db.server.ts";
import type { Window } from "#app/outbox/calendar.ts";
import { allowance, slotDay } from "#app/outbox/mailbox.ts";
import { WAITING } from "#app/outbox/outbox.ts";

/** When the mailbox may next send something: what is due, its hours, its pace and its cap allowing. Null: nothing waits. */
export async function nextLeaving(mailboxId: string, clock: Date): Promise<Date | null> {
  const waiting = await db.message.findFirst({
    where: { mailboxId, state: { in: [...WAITING] } },
    orderBy: { dueAt: "asc" },
    select: { dueAt: true, mailbox: { select: { dailyCap: true, window: true } } },
  });
  if (!waiting) return null;
  const pace = { ...waiting.mailbox, window: waiting.mailbox.window as Window | null };
  let at = waiting.dueAt > clock ? waiting.dueAt : clock;
  // A day that is full, then a night, a week-end: each leads to a later moment, until one is free.
  for (;;) {
    const today = await db.mailboxDay.findUnique({
      where: { mailboxId_day: { mailboxId, day: new Date(slotDay(at)) } },
      select: { taken: true, lastSentAt: true },
    });
    const allowed = allowance(pace, today ?? { taken: 0, lastSentAt: null }, 1, at);
    if (allowed.count > 0) return at;
    at = allowed.at;
  }
}
