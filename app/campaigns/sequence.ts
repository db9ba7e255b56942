import { addWorkingDays, atParis, nextOpening, type Window } from "#app/outbox/calendar.ts";
import { stepLabel } from "#app/results/letter-words.ts";
import { isoDay } from "#app/ui/format.ts";

/** The handbook says one follow-up, then stop; four messages are the most anyone may be sent. */
export const MAX_STEPS = 4;
export const LABELS = ["A", "B"] as const;
export type Label = (typeof LABELS)[number];
/** Working days between a message and its follow-up. */
export const DEFAULT_DELAY = 5;
export const MAX_DELAY = 60;

/**
 * One letter a step for each person, drawn before launch. Each stratum (the kind of institution, so that neither variant
 * gets all the town halls) is halved to within one person, and so is the whole.
 * @param random from 0 included to 1 excluded
 */
export function drawVariants(strata: (string | null | undefined)[], random: () => number): string[] {
  const draws: string[] = strata.map(() => "");
  const groups = [...Map.groupBy(strata.keys(), (index) => strata[index] ?? "").values()];
  for (let step = 0; step < MAX_STEPS; step++) {
    // One row of people, stratum after stratum: taking every other one halves each of them, and the row.
    const row = shuffled(groups, random).flatMap((group) => shuffled(group, random));
    const start = random() < 0.5 ? 0 : 1;
    for (const [place, index] of row.entries())
      draws[index] = `${draws[index]}${LABELS[(place + start) % 2]}`;
  }
  return draws;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

/** What someone receives at a step: the variant drawn for them, or the only one there is. */
export function variantFor<V extends { label: string }>(
  { position, variants }: { position: number; variants: V[] },
  draw: string,
): V {
  return variants.find(({ label }) => label === draw[position - 1]) ?? variants[0]!;
}

/**
 * When a follow-up leaves: so many working days after the message before it, at its hour, within the mailbox's; not
 * before the person is back, nor in the past.
 */
export function followUpDue(
  sentAt: Date,
  delayDays: number,
  window: Window | null,
  { now, pausedUntil }: { now: Date; pausedUntil: Date | null },
): Date {
  const back = pausedUntil ? atParis(isoDay(pausedUntil), "00:00") : now;
  const wanted = addWorkingDays(sentAt, delayDays);
  return nextOpening(window, new Date(Math.max(wanted.getTime(), back.getTime(), now.getTime())));
}

/** What the check and the preview call a message: « relance, variante B »; null when it is the only one. */
export function placeName(steps: { variants: unknown[] }[], rank: number, label: string): string | null {
  const variants = steps[rank]!.variants.length;
  if (steps.length === 1 && variants === 1) return null;
  const step = stepLabel(rank + 1).toLowerCase();
  return variants > 1 ? `${step}, variante ${label}` : step;
}

/** Every message of a sequence, as a choice among them names it. */
export function messageNames(
  steps: { variants: { id: string; label: string }[] }[],
): { variantId: string; name: string }[] {
  return steps.flatMap(({ variants }, rank) =>
    variants.map(({ id, label }) => {
      const variant = variants.length > 1 ? `, variante ${label}` : "";
      return { variantId: id, name: `${stepLabel(rank + 1)}${variant}` };
    }),
  );
}

/** In the same thread: mail clients gather messages by their subject too. */
export function replySubject(first: string): string {
  return /^re\s*:/i.test(first) ? first : `Re: ${first}`;
}
