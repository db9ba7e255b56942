import { z } from "zod";
import type { CallOutcome } from "#app/interactions/interaction.ts";
import type { Day } from "#app/interactions/days.ts";
import { addWorkingDays } from "#app/outbox/calendar.ts";
import { isoDay } from "#app/ui/format.ts";

/** As many as one sitting holds; its list travels in the URL. */
export const CALLS_MAX = 100;

/**
 * A list of calls in a URL: each institution once, in order, 22 characters each. The list is written whole rather than
 * as the filter it came from, since each call changes what the filter finds.
 */
export function writeList(ids: string[]): string {
  return [...new Set(ids)].slice(0, CALLS_MAX).map(pack).join("");
}

/** @returns null for what nobody wrote so */
export function readList(text: string | null): string[] | null {
  if (!text || text.length % 22 !== 0 || text.length > 22 * CALLS_MAX || !/^[\w-]+$/.test(text)) return null;
  const ids = text.match(/.{22}/g)!.map(unpack);
  return new Set(ids).size === ids.length ? ids : null;
}

/** Where one is in the list, from 0; past the end, it is over. */
export function readPlace(text: string | null, length: number): number {
  const place = z.coerce
    .number()
    .int()
    .min(0)
    .catch(0)
    .parse(text ?? 0);
  return Math.min(place, length);
}

export type Proposal = { title: string; dueOn: Day | null; owedBy: "us" | "them" };

/**
 * What usually follows each result, to be corrected at will: nobody answered, again in two working days; asked to be
 * called back, the next one. A refusal asks for nothing.
 * @param now the day is Paris's
 * @param name whom it is about
 */
export function proposalOf(outcome: CallOutcome, name: string | null, now: Date): Proposal {
  const [title, days] = PROPOSALS[outcome];
  const who = name ? ` ${name}` : "";
  return {
    title: title.replace("@", who).trim(),
    dueOn: days === null ? null : isoDay(addWorkingDays(now, days)),
    owedBy: "us",
  };
}

const PROPOSALS: Record<CallOutcome, [title: string, workingDays: number | null]> = {
  reached: ["Faire le point avec@", 5],
  no_answer: ["Rappeler@", 2],
  voicemail: ["Rappeler@", 3],
  call_back: ["Rappeler@", 1],
  wrong_number: ["Trouver le bon numéro", 1],
  refused: ["", null],
};

function pack(id: string): string {
  const bytes = id
    .replaceAll("-", "")
    .match(/../g)!
    .map((hex) => Number.parseInt(hex, 16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function unpack(text: string): string {
  const bytes = [...atob(text.replaceAll("-", "+").replaceAll("_", "/"))].map((char) => char.charCodeAt(0));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
