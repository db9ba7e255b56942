import { endOfDay, nextOpening, type Window } from "#app/outbox/calendar.ts";
import { sayWhen } from "./say-when.ts";

type Pace = { pausedAt: Date | null; dailyCap: number | null; sentToday: number; window: Window | null };
/** When a letter may leave, and what holds it until then; null: nothing does. */
export type Departure = { at: Date; held: "paused" | "cap" | "hours" | null };

/** When what is ready at `from` leaves a mailbox: its hours, and what is left of its day. */
export function departureOf({ pausedAt, dailyCap, sentToday, window }: Pace, from: Date): Departure {
  if (pausedAt) return { at: nextOpening(window, from), held: "paused" };
  if (dailyCap !== null && sentToday >= dailyCap)
    return { at: nextOpening(window, endOfDay(from)), held: "cap" };
  const at = nextOpening(window, from);
  return { at, held: at > from ? "hours" : null };
}

/** « Votre boîte a atteint ses 50 envois du jour : cette lettre partira demain à 9 h 00. »; null when nothing holds it. */
export function sayDeparture({ at, held }: Departure, { dailyCap }: Pace, now: Date): string | null {
  if (held === null) return null;
  if (held === "paused") return "Votre boîte est en pause : cette lettre attendra que vous la repreniez.";
  const leaves = `cette lettre partira ${sayWhen(at, now)}.`;
  if (held === "hours") return `Votre boîte n’écrit pas à cette heure : ${leaves}`;
  const day = dailyCap !== null && dailyCap > 1 ? `ses ${dailyCap} envois` : "son envoi";
  return `Votre boîte a atteint ${day} du jour : ${leaves}`;
}
