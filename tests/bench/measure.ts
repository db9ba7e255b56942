import type { BenchRow } from "./universe.ts";

const ROUNDS = 5;
/** A single query is too short to time alone. */
const REPEATS = 20;

/** Ours against the limit, in turns so that a slower moment weighs on both: the median of five, of twenty calls each. */
export async function compare(
  name: string,
  target: number,
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
): Promise<BenchRow> {
  const times = { ours: [] as number[], limit: [] as number[] };
  await ours();
  await limit();
  for (let round = 0; round < ROUNDS; round++) {
    times.limit.push(await timed(limit));
    times.ours.push(await timed(ours));
  }
  const [mine, least] = [median(times.ours), median(times.limit)];
  return { name, ours: mine, limit: least, unit: "ms", ratio: mine / least, target };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < REPEATS; i++) await work();
  return (performance.now() - start) / REPEATS;
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
