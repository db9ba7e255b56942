import fc from "fast-check";
import { expect, test } from "vitest";
import { experimentSchema, hasEnded, measureOf, proposeVerdict } from "#app/experiments/experiment.ts";

test("the whole interval over the threshold is to amplify, the whole under it to stop, else one cannot tell", () => {
  expect(proposeVerdict(measureOf(21, 86), 20)).toMatchObject({ verdict: "adjust" });
  expect(proposeVerdict(measureOf(40, 86), 20)).toMatchObject({ verdict: "amplify" });
  expect(proposeVerdict(measureOf(2, 86), 20)).toMatchObject({ verdict: "stop" });
  expect(proposeVerdict(measureOf(0, 0), 20)).toMatchObject({ verdict: "adjust" });
});

test("a higher threshold never makes a better verdict", () => {
  const rank = { stop: 0, adjust: 1, amplify: 2 };
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 99 }), (one, other, threshold) => {
      const measure = measureOf(Math.min(one, other), Math.max(one, other));
      const [low, high] = [threshold, threshold + 1].map((at) => rank[proposeVerdict(measure, at).verdict]);
      expect(high).toBeLessThanOrEqual(low!);
    }),
  );
});

test("a threshold is typed as one writes it, and is a share of people", () => {
  const typed = (threshold: string) =>
    experimentSchema.safeParse({ hypothesis: "Oui", goal: "reply", threshold, endsOn: "2026-12-01" });
  expect(typed(" 12,5 ").data?.threshold).toBe(12.5);
  for (const wrong of ["", "0", "-1", "101", "vingt"]) expect(typed(wrong).success).toBe(false);
  expect(hasEnded("2026-12-01", "2026-12-01")).toBe(true);
  expect(hasEnded("2026-12-01", "2026-11-30")).toBe(false);
});
