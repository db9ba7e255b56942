export type Chance = ReturnType<typeof chanceFrom>;

/** Chance that repeats itself: the same seed always draws the same (mulberry32). */
export function chanceFrom(seed: number) {
  let state = seed >>> 0;

  /** From 0 included to 1 excluded. */
  function draw(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  const between = (least: number, most: number): number => least + Math.floor(draw() * (most - least + 1));

  const pick = <T>(items: readonly T[]): T => items[between(0, items.length - 1)]!;

  /** True `percent` times out of 100. */
  const happens = (percent: number): boolean => between(1, 100) <= percent;

  /** The same items in another order (Fisher-Yates). */
  function deal<T>(items: readonly T[]): T[] {
    const dealt = [...items];
    for (let last = dealt.length - 1; last > 0; last--) {
      const other = between(0, last);
      [dealt[last], dealt[other]] = [dealt[other]!, dealt[last]!];
    }
    return dealt;
  }

  return { draw, between, pick, happens, deal };
}
