import { formatTime, relativeDays } from "#app/ui/format.ts";

/** « demain à 8 h 30 » */
export function sayWhen(date: Date, now: Date): string {
  return `${relativeDays(date, now)} à ${formatTime(date)}`;
}
