import { dayNumber, isoDay } from "#app/ui/format.ts";

/** When a mailbox may write, in the time of Paris. Days are ISO's: 1 is Monday. `end` is excluded. */
export type Window = { days: number[]; start: string; end: string };

const DAY_MS = 86_400_000;

/** No window: always open. With one: its days and hours, bank holidays excluded. */
export function isOpen(window: Window | null, now: Date): boolean {
  if (!window) return true;
  const day = isoDay(now);
  return opens(window, day) && now >= atParis(day, window.start) && now < atParis(day, window.end);
}

/** The first moment, `now` included, when the window is open. */
export function nextOpening(window: Window | null, now: Date): Date {
  if (!window || isOpen(window, now)) return now;
  for (let day = isoDay(now), tries = 0; tries < 60; day = nextDay(day), tries++) {
    if (!opens(window, day)) continue;
    const start = atParis(day, window.start);
    if (start >= now) return start;
  }
  throw new Error("A sending window never opens");
}

/** Monday to Friday, bank holidays excluded. `day` is written « 2026-11-22 ». */
export function isWorkingDay(day: string): boolean {
  return weekday(day) <= 5 && !isHoliday(day);
}

/** The same time of day in Paris, `count` working days later; 0 on a day off is the next working day. */
export function addWorkingDays(from: Date, count: number): Date {
  let day = isoDay(from);
  while (!isWorkingDay(day)) day = nextDay(day);
  for (let left = count; left > 0; left--) {
    do day = nextDay(day);
    while (!isWorkingDay(day));
  }
  return atParis(day, parisTime(from));
}

/** Midnight in Paris at the end of the day of `now`. */
export function endOfDay(now: Date): Date {
  return atParis(nextDay(isoDay(now)), "00:00");
}

/** The eleven bank holidays of the whole of France (Code du travail, L. 3133-1). */
export function holidays(year: number): string[] {
  const easter = Date.parse(`${easterSunday(year)}T00:00:00Z`);
  const moving = [1, 39, 50].map((days) => new Date(easter + days * DAY_MS).toISOString().slice(0, 10));
  const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
  return [...fixed.map((day) => `${year}-${day}`), ...moving].sort();
}

/** Easter in the Gregorian calendar (Meeus, Jones and Butcher's algorithm). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${pad(Math.floor(n / 31))}-${pad((n % 31) + 1)}`;
}

function opens(window: Window, day: string): boolean {
  return window.days.includes(weekday(day)) && !isHoliday(day);
}

function isHoliday(day: string): boolean {
  return holidays(Number(day.slice(0, 4))).includes(day);
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function nextDay(day: string): string {
  return new Date((dayNumber(`${day}T12:00:00Z`) + 1) * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The moment when the clocks of Paris show `time` on `day`. In the hour that summer time skips, it is the moment
 * after; in the hour that winter time repeats, the first.
 */
export function atParis(day: string, time: string): Date {
  const summer = new Date(`${day}T${time}:00+02:00`);
  if (isoDay(summer) === day && parisTime(summer) === time) return summer;
  return new Date(`${day}T${time}:00+01:00`);
}

const clock = new Intl.DateTimeFormat("fr-FR", {
  ...{ timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
} as Intl.DateTimeFormatOptions);

function parisTime(moment: Date): string {
  return clock.format(moment);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
