import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#app/errors.ts";
import { asksOf, firstStage, type PipelineStage, resolveStage, shapeOf } from "#app/pipeline/stage.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages: PipelineStage[] = DEFAULT_STAGES.map((stage, index) => ({
  ...stage,
  id: `00000000-0000-4000-8000-00000000000${index}`,
}));
const named = (name: string) => stages.find((stage) => stage.name === name)!;

test("a stage is found by its name, whatever the case, the accents and the punctuation", () => {
  const disguises = fc.record({
    stage: fc.constantFrom(...stages),
    upper: fc.boolean(),
    plain: fc.boolean(),
    glue: fc.constantFrom(" ", "-", "_", "  "),
    around: fc.constantFrom("", " ", "  "),
  });
  fc.assert(
    fc.property(disguises, ({ stage, upper, plain, glue, around }) => {
      let typed = stage.name.replace(/[ -]/g, glue);
      if (plain) typed = typed.normalize("NFD").replace(/\p{M}/gu, "");
      if (upper) typed = typed.toUpperCase();
      expect(resolveStage(stages, around + typed + around)).toBe(stage);
    }),
  );
});

test("a stage is found by its id, by what it proves, and by its kind when it is alone of it", () => {
  for (const stage of stages) {
    expect(resolveStage(stages, stage.id)).toBe(stage);
    if (stage.milestone) expect(resolveStage(stages, stage.milestone)).toBe(stage);
  }
  expect(resolveStage(stages, "dormant")).toBe(named("Pas maintenant"));
  expect(resolveStage(stages, "lost")).toBe(named("Sans suite"));
});

test("a stage that does not exist is refused with the list of those that do", () => {
  for (const typed of ["en cours", "open", "won", ""]) {
    const refusal = refusalOf(() => resolveStage(stages, typed));
    expect(refusal.status).toBe(400);
    expect(refusal.fields!.stage).toContain("À qualifier, À contacter, Contacté, Rendez-vous");
  }
});

test("the id of another product's stage is one that does not exist", () => {
  expect(refusalOf(() => resolveStage(stages, "11111111-1111-4111-8111-111111111111")).status).toBe(404);
});

test("a partnership begins at the first open stage, wherever it stands in the list", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(stages, { minLength: stages.length }), (shuffled) => {
      expect(firstStage(shuffled)).toBe(named("À qualifier"));
    }),
  );
  expect(refusalOf(() => firstStage([])).status).toBe(409);
});

test("a stage is drawn by its rank among those of its kind", () => {
  expect(stages.map((stage) => shapeOf(stage, stages).rank)).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 0]);
});

function refusalOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("nothing was refused");
}

test("a use seen in the last three months is not asked again", () => {
  const active = { kind: "won", milestone: "active" } as const;
  const seenOn = (date: string | null) => ({ usage: date === null ? null : { date } });
  expect(asksOf(active, seenOn("2026-07-02"), "2026-09-30")).toBeNull();
  expect(asksOf(active, seenOn("2026-07-01"), "2026-09-30")).toBe("usage");
  expect(asksOf(active, seenOn(null), "2026-09-30")).toBe("usage");
  expect(asksOf({ kind: "lost", milestone: null }, seenOn("2026-09-30"), "2026-09-30")).toBe("lostReason");
});
