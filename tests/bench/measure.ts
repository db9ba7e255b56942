import type { BenchRow } from "./universe.ts";

const ROUNDS = 5;
/** A single query is too short to time alone: as many as fill this long, in ms, and no more than so many. */
const FILLED = 400;
const REPEATS = 20;

/**
 * Ours against the limit, in turns so that a slower moment weighs on both: the median of five, of several calls each.
 * @param answers what of the two answers must be the same: a limit that answers something else is none
 * @throws where they are not
 */
export async function compare<Ours, Limit>(
  name: string,
  target: number,
  ours: () => Promise<Ours>,
  limit: () => Promise<Limit>,
  answers?: (ours: Ours, limit: Limit) => [ours: unknown, limit: unknown],
): Promise<BenchRow> {
  const times = { ours: [] as number[], limit: [] as number[] };
  const [one, other] = [await ours(), await limit()];
  const [said, expected] = (answers?.(one, other) ?? []).map((answer) => JSON.stringify(answer));
  if (said !== expected) throw new Error(`${name}: the two sides differ\n ours ${said}\nlimit ${expected}`);
  const once = Math.max(await timed(ours, 1), await timed(limit, 1));
  const repeats = Math.min(REPEATS, Math.max(1, Math.round(FILLED / once)));
  for (let round = 0; round < ROUNDS; round++) {
    times.limit.push(await timed(limit, repeats));
    times.ours.push(await timed(ours, repeats));
  }
  const [mine, least] = [median(times.ours), median(times.limit)];
  return { name, ours: mine, limit: least, unit: "ms", ratio: mine / least, target };
}

async function timed(work: () => Promise<unknown>, repeats: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) await work();
  return (performance.now() - start) / repeats;
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
