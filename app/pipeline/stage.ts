import type { Stage } from "#app/db/generated/client.ts";
import { AppError, notFound } from "#app/errors.ts";
import { isUuid } from "#app/ids.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import { recentSince } from "./usage.ts";
import { plain } from "#app/words.ts";

export type PipelineStage = Pick<Stage, "id" | "name" | "kind" | "milestone" | "position">;

/** Whether a next action with a date is due there: everywhere but Ambassadeur, dormant and lost. */
export function wantsNextAction({ kind, milestone }: Pick<PipelineStage, "kind" | "milestone">): boolean {
  return kind === "open" || (kind === "won" && milestone !== "ambassador");
}

/** What must be said when a partnership moves there: when to come back, why it ended, or what proves the use. */
export function asks({ kind, milestone }: Pick<PipelineStage, "kind" | "milestone">): Asked | null {
  if (kind === "dormant") return "wakeOn";
  if (kind === "lost") return "lostReason";
  return milestone === "active" ? "usage" : null;
}

/** The same of one partnership: a use that was seen lately is not asked again. */
export function asksOf(
  stage: Pick<PipelineStage, "kind" | "milestone">,
  { usage }: { usage: { date: string } | null },
  today: string,
): Asked | null {
  const asked = asks(stage);
  return asked === "usage" && usage && usage.date >= recentSince(today) ? null : asked;
}

export type Asked = "wakeOn" | "lostReason" | "usage";

/** Where a partnership begins. */
export function firstStage(stages: PipelineStage[]): PipelineStage {
  const first = inOrder(stages).find(({ kind }) => kind === "open") ?? inOrder(stages)[0];
  if (!first) throw new AppError("conflict", "Ce produit n’a aucune étape : ajoutez-en dans les réglages.");
  return first;
}

/**
 * The stage someone means: by its id, its name whatever the case and accents (« rendez-vous », `pas_maintenant`),
 * what it proves (`volunteer`), or its kind where one stage alone is of it (`lost`).
 * @throws {AppError} invalid, with the stages there are; not_found, for an id that is none of theirs
 */
export function resolveStage(stages: PipelineStage[], input: string): PipelineStage {
  const words = fold(input);
  const ofKind = stages.filter(({ kind }) => kind === words);
  const found =
    stages.find(({ id }) => id === input.trim().toLowerCase()) ??
    stages.find(({ name }) => name === input.trim()) ??
    stages.find(({ name }) => fold(name) === words) ??
    stages.find(({ milestone }) => milestone === words) ??
    (ofKind.length === 1 ? ofKind[0] : undefined);
  if (found) return found;
  if (isUuid(input.trim())) throw notFound("Cette étape");
  const names = inOrder(stages).map(({ name }) => name);
  const message = `L’étape « ${input.slice(0, 40)} » n’existe pas. Étapes : ${names.join(", ")}.`;
  throw new AppError("invalid", message, { fields: { stage: message } });
}

/** How a stage is drawn: its rank counts from 0 among the stages of its kind. */
export function shapeOf(stage: PipelineStage, stages: PipelineStage[]): StageShape {
  const { name, kind, position } = stage;
  return {
    name,
    kind,
    rank: stages.filter((other) => other.kind === kind && other.position < position).length,
  };
}

export function inOrder<S extends { position: number }>(stages: S[]): S[] {
  return [...stages].sort((one, other) => one.position - other.position);
}

/** No case, no accent, no punctuation. */
function fold(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
