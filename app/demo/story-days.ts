import { isoDay } from "#app/ui/format.ts";

const DAY_MS = 86_400_000;

/**
 * « YYYY-MM-DD », so many days from today in Paris; never a Saturday nor a Sunday, but for today itself: what falls on
 * one moves away from today, so that what is late stays late.
 */
export function dayFromNow(days: number, now: Date): string {
  const today = Date.parse(isoDay(now));
  let day = today + days * DAY_MS;
  while (day !== today && isWeekEnd(day)) day += Math.sign(day - today) * DAY_MS;
  return new Date(day).toISOString().slice(0, 10);
}

/** A moment of office hours, so many days ago (one at least: it is in the past). */
export function momentAgo(days: number, hour: number, minute: number, now: Date): Date {
  const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
  // Paris in winter; in summer it reads an hour later.
  return new Date(`${dayFromNow(-Math.max(1, days), now)}T${time}:00+01:00`);
}

function isWeekEnd(day: number): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}
