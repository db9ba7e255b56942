import { formatDate, formatShortDate, type Moment } from "#app/ui/format.ts";

/** « 1er septembre », with its year when it could be mistaken. */
export function onDay(date: Moment, now: Moment): string {
  return ordinal(formatShortDate(date, now));
}

/** « 1er septembre 2026 » */
export function onDate(date: Moment): string {
  return ordinal(formatDate(date));
}

const ordinal = (text: string) => text.replace(/^1(?=\s)/, "1er");
