import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import {
  answersAt,
  lacksNextAction,
  newOpportunitySchema,
  type NextAction,
  nextActionAfter,
  opportunityChangeSchema,
} from "#app/pipeline/opportunity.ts";
import { asks, type PipelineStage } from "#app/pipeline/stage.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages: PipelineStage[] = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));
const named = (name: string) => stages.find((stage) => stage.name === name)!;
const today = "2026-10-06";

test("a next action with a date is due on every stage but Ambassadeur, dormant and lost", () => {
  const lacking = stages.filter((stage) => lacksNextAction(stage, null)).map(({ name }) => name);
  expect(lacking).toEqual([
    ...["À qualifier", "À contacter", "Contacté", "Rendez-vous", "Volontaire", "Déployé", "Actif"],
  ]);
  expect(lacksNextAction(named("Contacté"), { dueOn: null })).toBe(true);
  expect(lacksNextAction(named("Contacté"), { dueOn: today })).toBe(false);
});

test("Pas maintenant asks for a day that has not passed, Sans suite for a reason", () => {
  const dormant = named("Pas maintenant");
  const lost = named("Sans suite");
  expect(faults(() => answersAt(dormant, {}, null, today))).toHaveProperty("wakeOn");
  expect(faults(() => answersAt(dormant, { wakeOn: "2026-10-05" }, null, today))).toHaveProperty("wakeOn");
  expect(answersAt(dormant, { wakeOn: today }, null, today)).toEqual({ wakeOn: today, lostReason: null });
  expect(faults(() => answersAt(lost, { wakeOn: today }, null, today))).toHaveProperty("lostReason");
  expect(answersAt(lost, { lostReason: "Un autre outil" }, null, today).lostReason).toBe("Un autre outil");
});

test("a day to come back to that has passed since it was given does not block another change", () => {
  const before = { wakeOn: "2026-09-01", lostReason: null };
  expect(answersAt(named("Pas maintenant"), {}, before, today)).toEqual(before);
});

test("a stage keeps the one answer it asks for, and no other", () => {
  const given = fc.record({
    wakeOn: fc.constantFrom("2026-10-06", "2027-01-15"),
    lostReason: fc.constantFrom("Un autre outil", "Pas de budget"),
  });
  fc.assert(
    fc.property(fc.constantFrom(...stages), given, (stage, answers) => {
      const kept = answersAt(stage, answers, null, today);
      const filled = Object.entries(kept).flatMap(([name, value]) => (value === null ? [] : [name]));
      // A figure of usage is a row of its own.
      expect(filled).toEqual([asks(stage) ?? []].flat().filter((asked) => asked !== "usage"));
    }),
  );
});

const lines = fc.constantFrom("Appeler", "Écrire", "Relancer");
const days = fc.constantFrom(today, "2026-10-09", "2027-02-01");
const owners = fc.constantFrom("us" as const, "them" as const);
const actions: fc.Arbitrary<NextAction | null> = fc.option(
  fc.record({ title: lines, dueOn: fc.option(days), owedBy: owners }),
);
const changes = fc.record(
  { nextAction: fc.option(lines), nextActionAt: fc.option(days), nextActionOwner: owners },
  { requiredKeys: [] },
);

test("what a change does not speak of stays, and saying it twice is saying it once", () => {
  fc.assert(
    fc.property(actions, changes, (before, change) => {
      fc.pre(canBe(before, change));
      const once = nextActionAfter(before, change);
      expect(nextActionAfter(once, change)).toEqual(once);
      if (!once || !before) return;
      if (change.nextAction === undefined) expect(once.title).toBe(before.title);
      if (change.nextActionAt === undefined) expect(once.dueOn).toBe(before.dueOn);
      if (change.nextActionOwner === undefined) expect(once.owedBy).toBe(before.owedBy);
    }),
  );
});

test("a change of nothing changes nothing", () => {
  fc.assert(
    fc.property(actions, (before) => {
      expect(nextActionAfter(before, {})).toEqual(before);
    }),
  );
});

test("a date needs something to do on that day", () => {
  expect(faults(() => nextActionAfter(null, { nextActionAt: today }))).toHaveProperty("nextAction");
  const before: NextAction = { title: "Appeler", dueOn: null, owedBy: "us" };
  expect(faults(() => nextActionAfter(before, { nextAction: null, nextActionAt: today }))).toHaveProperty(
    "nextAction",
  );
});

test("the empty fields of a form are nothing, and figures are read as they are typed", () => {
  const typed = { stage: "Contacté", nextAction: " ", nextActionAt: "", reach: "6\u00A0840", version: "3" };
  expect(opportunityChangeSchema.parse(typed)).toEqual({
    ...{ stage: "Contacté", nextAction: null, nextActionAt: null, reach: 6840, version: 3 },
  });
});

test("what PostgreSQL would choke on is refused with a sentence", () => {
  const wrong = {
    ...{
      nextActionAt: ["2026-02-30", "demain", "0000-01-01", "9999-01-01", 12],
      reach: [-1, 1.5, 3e9, "beaucoup"],
    },
    ...{ nextAction: ["x".repeat(201), 7], version: [0, "x"] },
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const said = faults(() => parseOrThrow(opportunityChangeSchema, { [field]: value }));
      expect(said?.[field], `${field}: ${value}`).toBeTruthy();
    }
  }
  expect(faults(() => parseOrThrow(newOpportunitySchema, {}))).toHaveProperty("institutionId");
});

function canBe(before: NextAction | null, change: Parameters<typeof nextActionAfter>[1]): boolean {
  return faults(() => nextActionAfter(before, change)) === undefined;
}

function faults(work: () => unknown): Record<string, string> | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
}
