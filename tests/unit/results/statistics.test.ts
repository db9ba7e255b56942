import fc from "fast-check";
import { expect, test } from "vitest";
import {
  kaplanMeier,
  probabilityBetter,
  sampleSize,
  type Wait,
  wilson,
  winner,
} from "#app/results/statistics.ts";

const arm = fc
  .tuple(fc.nat(400), fc.nat(400))
  .map(([one, other]) => ({ reached: Math.min(one, other), of: Math.max(one, other) }));

test("Wilson's interval is the one of the books", () => {
  const { low, high } = wilson(21, 86);
  expect(low).toBeCloseTo(0.1659, 3);
  expect(high).toBeCloseTo(0.3446, 3);
  expect(wilson(0, 10).low).toBe(0);
  expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3);
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("an interval holds its rate, stays within 0 and 1, and narrows as more people are written to", () => {
  fc.assert(
    fc.property(arm, ({ reached, of }) => {
      const { low, high } = wilson(reached, of);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      if (of === 0) return;
      expect(low).toBeLessThanOrEqual(reached / of);
      expect(high).toBeGreaterThanOrEqual(reached / of);
      const more = wilson(reached * 4, of * 4);
      expect(more.high - more.low).toBeLessThanOrEqual(high - low);
    }),
  );
});

test("what failed is the mirror of what succeeded", () => {
  fc.assert(
    fc.property(arm, ({ reached, of }) => {
      const [one, other] = [wilson(reached, of), wilson(of - reached, of)];
      expect(one.low).toBeCloseTo(1 - other.high, 10);
      expect(one.high).toBeCloseTo(1 - other.low, 10);
    }),
  );
});

test("a count that is no part of its denominator is a fault, never a rate over 100 %", () => {
  expect(() => wilson(3, 2)).toThrow(RangeError);
  expect(() => wilson(-1, 2)).toThrow(RangeError);
});

test("4 of 100 against 9 of 100 is 92 %, and nobody wins", () => {
  const found = winner({ reached: 4, of: 100 }, { reached: 9, of: 100 });
  expect(found.better).toBeCloseTo(0.92, 2);
  expect(found.wins).toBeNull();
});

test("nobody is crowned under 95 %, and who is crowned is over it either way round", () => {
  fc.assert(
    fc.property(arm, arm, (a, b) => {
      const { better, wins } = winner(a, b);
      expect(wins).toBe(better >= 0.95 ? "B" : 1 - better >= 0.95 ? "A" : null);
    }),
  );
  expect(winner({ reached: 40, of: 100 }, { reached: 10, of: 100 }).wins).toBe("A");
});

test("B over A and A over B make one whole, and equal arms are a coin", () => {
  fc.assert(
    fc.property(arm, arm, (a, b) => {
      expect(probabilityBetter(a, b) + probabilityBetter(b, a)).toBeCloseTo(1, 8);
      expect(probabilityBetter(a, a)).toBeCloseTo(0.5, 8);
    }),
  );
});

test("the exact probability is the one that is found by integrating", () => {
  fc.assert(
    fc.property(arm, arm, (a, b) => {
      expect(probabilityBetter(a, b)).toBeCloseTo(integrated(a, b), 4);
    }),
    { numRuns: 20 },
  );
});

test("with arms too long for the sum, the normal law takes over without a step", () => {
  const huge = probabilityBetter({ reached: 25_000, of: 100_000 }, { reached: 25_200, of: 100_000 });
  expect(huge).toBeCloseTo(0.8487, 2);
});

test("telling 5 % from 8 % takes 1 059 people an arm", () => {
  expect(sampleSize(0.05, 0.08)).toBe(1059);
  expect(sampleSize(0.08, 0.05)).toBe(1059);
  expect(sampleSize(0.05, 0.05)).toBe(Infinity);
});

test("who is still awaited leaves the denominator without having answered", () => {
  // The textbook's case: answers on days 1 and 3, one person waited for since 2 days, one since 4.
  const waits = [
    { days: 1, answered: true },
    { days: 2, answered: false },
    { days: 3, answered: true },
    { days: 4, answered: false },
  ];
  expect(kaplanMeier(waits)).toEqual([
    { days: 1, atRisk: 4, answered: 1, waiting: 0.75 },
    { days: 3, atRisk: 2, answered: 1, waiting: 0.375 },
  ]);
});

const waits = fc.array(fc.record({ days: fc.nat(40), answered: fc.boolean() }), { maxLength: 60 });

test("the curve only falls, from 1 towards 0, and counts every answer once", () => {
  fc.assert(
    fc.property(waits, (given: Wait[]) => {
      const points = kaplanMeier(given);
      expect(points.reduce((sum, { answered }) => sum + answered, 0)).toBe(
        given.filter(({ answered }) => answered).length,
      );
      let before = 1;
      for (const { waiting } of points) {
        expect(waiting).toBeLessThan(before);
        expect(waiting).toBeGreaterThanOrEqual(0);
        before = waiting;
      }
    }),
  );
});

test("without anyone awaited, the curve is the plain share of those who have not answered yet", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }), (days) => {
      const points = kaplanMeier(days.map((day) => ({ days: day, answered: true })));
      for (const point of points)
        expect(point.waiting).toBeCloseTo(days.filter((day) => day > point.days).length / days.length, 10);
    }),
  );
});

/** P(B > A) by Simpson's rule on a fine grid, in logarithms. */
function integrated(a: { reached: number; of: number }, b: { reached: number; of: number }): number {
  const steps = 4000;
  const density = ({ reached, of }: { reached: number; of: number }) => {
    const logs = Array.from({ length: steps }, (_, i) => {
      const x = (i + 0.5) / steps;
      return reached * Math.log(x) + (of - reached) * Math.log(1 - x);
    });
    const top = logs.reduce((most, log) => Math.max(most, log), -Infinity);
    const weights = logs.map((log) => Math.exp(log - top));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  const [forA, forB] = [density(a), density(b)];
  let [below, better] = [0, 0];
  for (let i = 0; i < steps; i++) {
    better += forB[i]! * (below + forA[i]! / 2);
    below += forA[i]!;
  }
  return better;
}
