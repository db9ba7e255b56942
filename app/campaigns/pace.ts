import type { Window } from "#app/outbox/calendar.ts";
import { SPACING_MS } from "#app/outbox/mailbox.ts";
import { formatNumber, plural } from "#app/ui/format.ts";

type Pace = { dailyCap: number | null; window: Window | null };

/** How many messages a mailbox sends in a day of work; null when nothing limits it. */
export function dailyCapacity({ dailyCap, window }: Pace): number | null {
  const spaced = window && Math.floor((minutes(window.end) - minutes(window.start)) * (60_000 / SPACING_MS));
  const limits = [dailyCap, spaced].filter((limit) => limit !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** How long a launch takes, for whoever is about to confirm it. */
export function paceSentence(recipients: number, pace: Pace): string {
  const capacity = dailyCapacity(pace);
  if (capacity === null) return "Ils partent tout de suite.";
  const days = Math.max(1, Math.ceil(recipients / capacity));
  if (days === 1) return "Tous peuvent partir en un jour d’envoi.";
  return `À ${formatNumber(capacity)} par jour au plus, il faut ${plural(days, "jour")} d’envoi.`;
}

const DAYS = ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/** When a mailbox writes: « du lundi au vendredi, de 08:30 à 18:30, hors jours fériés ». */
export function windowSentence(window: Window | null): string {
  if (!window) return "";
  const { days, start, end } = window;
  const following = days.length > 2 && days.every((day, i) => day === days[0]! + i);
  const names = following
    ? `du ${DAYS[days[0]!]} au ${DAYS[days.at(-1)!]}`
    : `le ${days.map((day) => DAYS[day]).join(", le ")}`;
  return `La boîte écrit ${names}, de ${start} à ${end}, hors jours fériés.`;
}

/** Since midnight, of « 08:30 ». */
function minutes(time: string): number {
  const [hours, rest] = time.split(":").map(Number);
  return hours! * 60 + rest!;
}
