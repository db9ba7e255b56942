import fc from "fast-check";
import { expect, test } from "vitest";
import { MOVE_RULES, type MoveCause, stageAfter, stageProvenBy } from "#app/pipeline/moves.ts";
import type { PipelineStage } from "#app/pipeline/stage.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages: PipelineStage[] = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));
const named = (name: string) => stages.find((stage) => stage.name === name)!;
const causes = fc.constantFrom(...(Object.keys(MOVE_RULES) as MoveCause[]));

test("an answer, a meeting and a volunteer each prove a stage", () => {
  expect(stageAfter(stages, named("À contacter"), "reply")?.name).toBe("Contacté");
  expect(stageAfter(stages, named("Contacté"), "meeting")?.name).toBe("Rendez-vous");
  expect(stageAfter(stages, named("À qualifier"), "volunteer")?.name).toBe("Volontaire");
  expect(stageAfter(stages, null, "positive")?.name).toBe("Contacté");
});

test("a partnership never goes backwards, whatever comes", () => {
  fc.assert(
    fc.property(fc.constantFrom(...stages), causes, (current, cause) => {
      const next = stageAfter(stages, current, cause);
      if (!next || current.kind === "dormant") return;
      expect(next.position).toBeGreaterThan(current.position);
      expect(current.kind).toBe("open");
    }),
  );
});

test("what is won or lost stays, and what sleeps is only woken by a volunteer", () => {
  fc.assert(
    fc.property(causes, (cause) => {
      for (const name of ["Volontaire", "Déployé", "Actif", "Ambassadeur", "Sans suite"])
        expect(stageAfter(stages, named(name), cause)).toBeNull();
    }),
  );
  expect(stageAfter(stages, named("Pas maintenant"), "meeting")).toBeNull();
  expect(stageAfter(stages, named("Pas maintenant"), "volunteer")?.name).toBe("Volontaire");
});

test("where the product has no such stage, the furthest that proves less", () => {
  const without = stages.filter(({ milestone }) => milestone !== "meeting");
  expect(stageProvenBy(without, "meeting")?.name).toBe("Contacté");
  expect(
    stageProvenBy(
      stages.filter(({ kind }) => kind === "lost"),
      "reply",
    ),
  ).toBeNull();
});
