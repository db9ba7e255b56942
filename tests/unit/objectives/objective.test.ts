import fc from "fast-check";
import { expect, test } from "vitest";
import { outlook, paceNeeded, pointsOf, valuesAt } from "#app/objectives/objective.ts";

const cycle = { starts: 20_000, ends: 20_183 };
const figure = fc.integer({ min: 0, max: 100_000 });
const step = fc.constantFrom(1, 0.1);
const span = fc
  .record({ starts: fc.integer({ min: 19_000, max: 21_000 }), length: fc.integer({ min: 1, max: 800 }) })
  .map(({ starts, length }) => ({ starts, ends: starts + length }));
const day = fc.integer({ min: -30, max: 900 });

test("whatever the day, before, during or after the cycle, every figure is a number", () => {
  fc.assert(
    fc.property(span, day, figure, figure, figure, step, (of, since, base, value, target, by) => {
      const said = outlook({ base, value, target: target + 1 }, of, of.starts + since, by);
      const pace = paceNeeded(said, by);
      const numbers = [
        said.expected,
        said.projection ?? 0,
        said.missing,
        said.daysLeft,
        pace?.count ?? 0,
        pace?.days ?? 0,
      ];
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(numbers.slice(1).every((number) => number >= 0)).toBe(true);
    }),
  );
});

test("of two figures on the same day, the higher never lands lower", () => {
  fc.assert(
    fc.property(span, day, figure, figure, figure, step, (of, since, base, value, more, by) => {
      const at = (now: number) =>
        outlook({ base, value: now, target: 10 }, of, of.starts + since, by).projection ?? 0;
      expect(at(value + more)).toBeGreaterThanOrEqual(at(value));
    }),
  );
});

test("keeping the pace needed until the last day reaches the target", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 1, max: 400 }),
      step,
      (missing, daysLeft, by) => {
        const pace = paceNeeded({ missing, daysLeft }, by)!;
        expect((pace.count / pace.days) * daysLeft).toBeGreaterThanOrEqual(missing - 1e-6);
      },
    ),
  );
});

test("under two weeks nothing is foretold; then the line of the cycle so far; at its end, what is there", () => {
  const at = (since: number, value: number) =>
    outlook({ base: 2, value, target: 15 }, cycle, cycle.starts + since);
  expect(at(0, 3)).toMatchObject({ state: "early", projection: null, daysLeft: 183 });
  expect(at(12, 3)).toMatchObject({ state: "early" });
  // 14 days of 184 gained 1: 2 + 184 / 14.
  expect(at(13, 3)).toMatchObject({ state: "onTrack", projection: 15 });
  expect(at(91, 5)).toMatchObject({ state: "risk", projection: 8, missing: 10, daysLeft: 92 });
  expect(at(183, 14)).toMatchObject({ state: "risk", projection: 14, daysLeft: 0 });
  expect(at(184, 14)).toMatchObject({ state: "missed", projection: 14 });
  expect(at(184, 15)).toMatchObject({ state: "reached" });
});

test("a pace is said in days when it is slow, by the week otherwise, and not at all when nothing is missing", () => {
  expect(paceNeeded({ missing: 5, daysLeft: 86 })).toEqual({ count: 1, days: 17 });
  expect(paceNeeded({ missing: 100, daysLeft: 70 })).toEqual({ count: 10, days: 7 });
  expect(paceNeeded({ missing: 3, daysLeft: 3 })).toEqual({ count: 3, days: 3 });
  expect(paceNeeded({ missing: 0, daysLeft: 86 })).toBeNull();
  expect(paceNeeded({ missing: 5, daysLeft: 0 })).toBeNull();
});

test("a figure at a day is the sum of what came until then, whatever the order of the days asked", () => {
  const delta = fc.record({ day: fc.integer({ min: 0, max: 60 }), delta: fc.integer({ min: -3, max: 3 }) });
  const days = fc.array(fc.integer({ min: -5, max: 70 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(delta, { maxLength: 40 }), days, (deltas, asked) => {
      const naive = asked.map((until) =>
        deltas.reduce((sum, one) => sum + (one.day <= until ? one.delta : 0), 0),
      );
      expect(valuesAt(deltas, asked)).toEqual(naive);
    }),
  );
});

test("the points of a chart go from the first day to today, and stop with the cycle", () => {
  expect(pointsOf({ starts: 0, ends: 30 }, 15)).toEqual([0, 7, 14, 15]);
  expect(pointsOf({ starts: 0, ends: 30 }, 0)).toEqual([0]);
  expect(pointsOf({ starts: 0, ends: 30 }, 400)).toEqual([0, 7, 14, 21, 28, 30]);
  expect(pointsOf({ starts: 10, ends: 30 }, 4)).toEqual([]);
});
