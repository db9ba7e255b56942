/**
 * French formats, for the screen. Every figure and date a user reads comes from here.
 *
 * Pure: `now` is always a parameter, and days are those of Paris, so that the server and the browser
 * write the same words. Spaces that must not break are U+00A0: `Intl`'s U+202F collapses in several
 * system fonts.
 */

const nbsp = "\u00A0";
const zone = "Europe/Paris";

/** A moment: a `Date`, or an ISO string as JSON carries it. */
export type Moment = Date | string;

const figures = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** « 38 204 » */
export function formatNumber(value: number): string {
  return unbreakable(figures.format(value));
}

/** « 23 institutions », « 0 institution »: in French the plural begins at 2. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${Math.abs(count) < 2 ? one : many}`;
}

/** « 24 % », of a share between 0 and 1. */
export function formatShare(share: number): string {
  return `${formatNumber(Math.round(share * 100))}${nbsp}%`;
}

/** « 14 mars 2027 » */
export function formatDate(date: Moment): string {
  return write(date, { day: "numeric", month: "long", year: "numeric" });
}

/** « mardi 6 octobre 2026 » */
export function formatDay(date: Moment): string {
  return write(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** « 9 h 05 » */
export function formatTime(date: Moment): string {
  return write(date, { hour: "numeric", minute: "2-digit", hourCycle: "h23" })
    .split(":")
    .join(`${nbsp}h${nbsp}`);
}

/** « vendredi 2 octobre 2026, 10 h 05 » */
export function formatDateTime(date: Moment): string {
  return `${formatDay(date)}, ${formatTime(date)}`;
}

/** « 14 mars », or « 14 mars 2027 » when the year could be mistaken. */
export function formatShortDate(date: Moment, now: Moment): string {
  const far = Math.abs(dayNumber(date) - dayNumber(now)) > 300;
  return far ? formatDate(date) : write(date, { day: "numeric", month: "long" });
}

/**
 * Days between two moments, in words: « il y a 3 jours », « hier », « aujourd’hui », « demain »,
 * « dans 3 jours »; beyond 60 days, the date. Nothing is « jamais »: it is a value, not a dash.
 */
export function relativeDays(date: Moment | null | undefined, now: Moment): string {
  if (!date) return "jamais";
  const days = dayNumber(date) - dayNumber(now);
  if (Math.abs(days) > 60) return formatDate(date);
  if (days === 0) return "aujourd’hui";
  if (days === -1) return "hier";
  if (days === 1) return "demain";
  return days < 0 ? `il y a ${-days}${nbsp}jours` : `dans ${days}${nbsp}jours`;
}

/** « à l’instant », « il y a 2 min », « il y a 2 h », then as `relativeDays`. */
export function relativeTime(date: Moment | null | undefined, now: Moment): string {
  if (!date) return "jamais";
  const minutes = Math.floor((new Date(now).getTime() - new Date(date).getTime()) / 60_000);
  if (minutes < 0 || dayNumber(date) !== dayNumber(now)) return relativeDays(date, now);
  if (minutes < 1) return "à l’instant";
  return minutes < 60 ? `il y a ${minutes}${nbsp}min` : `il y a ${Math.floor(minutes / 60)}${nbsp}h`;
}

/** How a due date reads today, and whether it is to be shown as late. */
export type DueLabel = { text: string; late: boolean };

/** « 4 j de retard », « aujourd’hui », « demain », « vendredi » within the week, then « 13 octobre ». */
export function dueLabel(date: Moment, today: Moment): DueLabel {
  const days = dayNumber(date) - dayNumber(today);
  if (days < 0) return { text: `${formatNumber(-days)}${nbsp}j de retard`, late: true };
  if (days < 2) return { text: relativeDays(date, today), late: false };
  if (days < 7) return { text: write(date, { weekday: "long" }), late: false };
  return { text: formatShortDate(date, today), late: false };
}

/** « CR » for « Camille Roussel »: the first letters of the first and last words. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set([words[0], words.at(-1)])]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase("fr-FR");
}

/**
 * « 04 65 71 00 12 », for a French number in national or international form. Overseas too (ARCEP's plan):
 * +262, +590, +594 and +596 lead nine digits, +508 six. Any other number comes back as it was.
 */
export function formatPhone(phone: string): string {
  const national = phone
    .replace(/[\s.\-()/\u00A0\u202F]/g, "")
    .replace(/^00/, "+")
    .replace(/^\+33(?:0)?(?=\d{9}$)|^\+(?:262|590|594|596)(?=\d{9}$)|^\+(?=508\d{6}$)/, "0");
  return /^0\d{9}$/.test(national) ? pairs(national) : phone;
}

/** « 130 025 265 »; an identifier of another length comes back as it was. */
export function formatSiren(siren: string): string {
  return /^\d{9}$/.test(siren) ? siren.replace(/(\d{3})(?=\d)/g, `$1${nbsp}`) : siren;
}

/** « 130 025 265 00013 » */
export function formatSiret(siret: string): string {
  return /^\d{14}$/.test(siret) ? `${formatSiren(siret.slice(0, 9))}${nbsp}${siret.slice(9)}` : siret;
}

/** Days since 1970-01-01, as Paris counts them. A date without time (UTC midnight) keeps its day. */
export function dayNumber(date: Moment): number {
  return Math.floor(Date.parse(isoDay(date)) / 86_400_000);
}

/** « 2026-10-06 », the day in Paris; what `<time datetime>` and a date field take. */
export function isoDay(date: Moment): string {
  return formatter("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(date));
}

function pairs(digits: string): string {
  return digits.replace(/(\d{2})(?=\d)/g, `$1${nbsp}`);
}

/** The first of a month is « 1er »: `Intl` does not know it. */
function write(date: Moment, options: Intl.DateTimeFormatOptions): string {
  const text = unbreakable(formatter("fr-FR", options).format(new Date(date)));
  return options.month ? text.replace(/(^|\s)1(?=\s)/, `$11er`) : text;
}

function unbreakable(text: string): string {
  return text.replaceAll("\u202F", nbsp);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make (0.05 ms): a table of 100 rows would feel it. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })));
  return made;
}
