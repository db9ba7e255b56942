import { inOrder, type PipelineStage } from "#app/pipeline/stage.ts";

/**
 * What a campaign aims at: the stage that stops it, else the one that proves a volunteer, else the first that is won.
 * Whoever is past it came to it.
 */
export function resolveGoal(
  stages: PipelineStage[],
  chosenId: string | null,
): { goal: PipelineStage | null; stageIds: string[] } {
  const way = inOrder(stages).filter(({ kind }) => kind === "open" || kind === "won");
  const goal =
    way.find(({ id }) => id === chosenId) ??
    way.find(({ milestone }) => milestone === "volunteer") ??
    way.find(({ kind }) => kind === "won") ??
    null;
  const past = goal ? way.filter(({ position }) => position >= goal.position) : [];
  return { goal, stageIds: past.map(({ id }) => id) };
}
