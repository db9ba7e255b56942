import { isoDay } from "#app/ui/format.ts";

export type Quiet = { name: string; startsOn: Date; endsOn: Date; kinds: readonly string[] };
/** Those whose message waits, until which day, and for what. */
export type HeldBack = { until: string; names: string[]; contactIds: string[] };

const DAY_MS = 86_400_000;

/**
 * Whose messages a quiet period holds back, if they were to leave that day: one that begins before the other has ended
 * holds on. The soonest back first.
 * @param day « 2026-11-23 », in Paris
 */
export function heldBack(
  people: { contactId: string; kind: string | null }[],
  windows: readonly Quiet[],
  day: string,
): HeldBack[] {
  const waits = new Map<string, HeldBack>();
  for (const [kind, group] of Map.groupBy(people, (one) => one.kind)) {
    const { until, names } = quietUntil(kind, windows, day);
    if (until === day) continue;
    const key = `${until} ${names.join()}`;
    const same = waits.get(key) ?? { until, names, contactIds: [] };
    same.contactIds.push(...group.map(({ contactId }) => contactId));
    waits.set(key, same);
  }
  return [...waits.values()].toSorted((a, b) => a.until.localeCompare(b.until));
}

function quietUntil(kind: string | null, windows: readonly Quiet[], day: string) {
  const mine = windows.filter(({ kinds }) => kinds.length === 0 || (kind !== null && kinds.includes(kind)));
  const names: string[] = [];
  let until = day;
  for (let before = ""; before !== until;) {
    before = until;
    const on = mine.filter(({ startsOn, endsOn }) => isoDay(startsOn) <= before && before <= isoDay(endsOn));
    for (const { name } of on) if (!names.includes(name)) names.push(name);
    const last = Math.max(...on.map(({ endsOn }) => endsOn.getTime()));
    if (on.length > 0) until = isoDay(new Date(last + DAY_MS));
  }
  return { until, names };
}
