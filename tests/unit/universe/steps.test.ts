import { expect, test } from "vitest";
import { progressOf, STEPS, type StepRow } from "#app/universe/steps.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const row = (key: string, done: number, total: number): StepRow => ({
  ...{ key, done, total, startedAt: done > 0 ? NOW : null, finishedAt: done === total ? NOW : null },
});

test("before a load is asked for, the steps are listed and nothing is counted", () => {
  const progress = progressOf([], false);
  expect(progress).toMatchObject({ state: "none", done: 0, total: 0, percent: 0 });
  expect(progress.steps.map((step) => step.state)).toEqual(STEPS.map(() => "waiting"));
});

test("links count in the percentage, not among the institutions", () => {
  const progress = progressOf(
    [row("territories", 100, 100), row("communes", 50, 100), row("relations", 0, 200)],
    true,
  );
  expect(progress.institutions).toEqual({ done: 150, total: 200 });
  expect(progress).toMatchObject({ state: "loading", done: 150, total: 400, percent: 37 });
});

test("a load that nobody holds is interrupted, and only a finished one is at 100 %", () => {
  const rows = STEPS.map(({ key }) => row(key, 1000, 1000));
  const almost = [...rows.slice(0, -1), row("relations", 999, 1000)];
  expect(progressOf(almost, false)).toMatchObject({ state: "interrupted", percent: 99 });
  expect(progressOf(rows, false)).toMatchObject({ state: "done", percent: 100 });
});
