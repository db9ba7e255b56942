import { formatDay } from "#app/ui/format.ts";

/** A day without time, « 2026-11-22 ». */
export type Day = string;

/** @returns null for a day there is not: the 31st of February */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(date)}`;
}

export function plusDays(day: Day, count: number): Day {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000);
  return Number.isNaN(moved.getTime()) ? day : moved.toISOString().slice(0, 10);
}

/** The same date some months later, or the last day of a month that is too short. */
export function plusMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return `${String(toYear).padStart(4, "0")}-${pad(toMonth)}-${pad(Math.min(date, daysInMonth(toYear, toMonth)))}`;
}

/** ISO's: 1 is Monday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** « vendredi 27 novembre 2026, 14 h 30 » */
export function sayDay(day: Day, minute: number | null = null): string {
  return minute === null ? formatDay(day) : `${formatDay(day)}, ${sayMinute(minute)}`;
}

/** « 14 h 30 » */
export function sayMinute(minute: number): string {
  return `${Math.floor(minute / 60)}\u00A0h\u00A0${pad(minute % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
