import fc from "fast-check";
import { expect, test } from "vitest";
import { periodsOf, type StageMove } from "#app/pipeline/stage-periods.ts";

const moves: fc.Arbitrary<StageMove[]> = fc
  .array(fc.record({ stageId: fc.constantFrom("a", "b", "c"), undone: fc.boolean() }), { maxLength: 10 })
  .map((steps) => steps.map((step, day) => ({ ...step, byId: null, at: new Date(2026, 0, 1 + day) })));

test("periods follow each other without a hole, end where the log ends, and never repeat a stage", () => {
  fc.assert(
    fc.property(moves, (log) => {
      const periods = periodsOf(log);
      periods.forEach(({ stageId, validTo }, index) => {
        const next = periods[index + 1];
        expect(validTo).toEqual(next?.validFrom ?? null);
        if (next) expect(next.stageId).not.toBe(stageId);
      });
      expect(periods.at(-1)?.stageId).toBe(log.at(-1)?.stageId);
    }),
  );
});

test("a move taken back leaves no trace", () => {
  const at = (day: number, stageId: string, undone = false): StageMove => ({
    ...{ stageId, undone, byId: "camille", at: new Date(2026, 0, day) },
  });
  expect(periodsOf([at(1, "a"), at(2, "b"), at(3, "a", true), at(4, "c")])).toEqual(
    periodsOf([at(1, "a"), at(4, "c")]),
  );
  expect(periodsOf([at(1, "a"), at(2, "b"), at(3, "a")])).toHaveLength(3);
});
