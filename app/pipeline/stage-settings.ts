import { z } from "zod";
import { AppError } from "#app/errors.ts";
import type { Milestone, StageKind } from "#app/db/generated/enums.ts";
import { asks, inOrder, type PipelineStage } from "./stage.ts";

/** As many as a board can hold. */
export const STAGES_MAX = 30;

export const KIND_WORDS: Record<StageKind, string> = {
  ...{ open: "en chemin", won: "volontaire ou plus", dormant: "en sommeil", lost: "arrêtée" },
};

/** What a stage may prove, by its nature: maps, penetration and objectives count by it, whatever the stage is called. */
export const MILESTONES: Record<StageKind, Partial<Record<Milestone, string>>> = {
  open: {
    ...{ qualification: "à qualifier", contact: "à contacter" },
    ...{ contacted: "contactée", meeting: "rencontrée" },
  },
  won: {
    ...{ volunteer: "volontaire (inscrite)", deployed: "déployée (équipée)" },
    ...{ active: "active, sur un usage constaté", ambassador: "ambassadrice" },
  },
  ...{ dormant: {}, lost: {} },
};

const name = z
  .string("Donnez un nom à l’étape.")
  .trim()
  .min(1, "Donnez un nom à l’étape.")
  .max(60, "60 caractères au plus.");
const milestones = Object.values(MILESTONES).flatMap((ofKind) => Object.keys(ofKind)) as Milestone[];
const milestone = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.enum(milestones as [Milestone, ...Milestone[]], "Choisissez ce que l’étape prouve.").nullable(),
);

export const stageChangeSchema = z.object({ name, milestone });
export const newStageSchema = z.object({
  ...{ name, milestone },
  kind: z.enum(["open", "won", "dormant", "lost"], "Choisissez la nature de l’étape."),
});
export type StageChange = z.output<typeof stageChangeSchema>;
export type NewStage = z.output<typeof newStageSchema>;

/**
 * Two stages of the same name could not be told apart, and two that prove the same would be counted twice.
 * @param stages the others
 * @throws {AppError} invalid
 */
export function refuseConfusion(
  stages: PipelineStage[],
  { name: called, milestone: proof, kind }: NewStage,
): void {
  const same = (one: string, other: string) => one.localeCompare(other, "fr", { sensitivity: "base" }) === 0;
  if (stages.some((stage) => same(stage.name, called)))
    throw refused("name", `« ${called} » existe déjà : choisissez un autre nom.`);
  if (!proof) return;
  if (!(proof in MILESTONES[kind]))
    throw refused("milestone", "Une étape de cette nature ne prouve pas cela.");
  const holder = stages.find((stage) => stage.milestone === proof);
  if (holder) throw refused("milestone", `C’est déjà ce que prouve « ${holder.name} ».`);
}

/** Where a new stage goes: after the others of its nature. */
export function positionFor(stages: PipelineStage[], kind: StageKind): number {
  const order: StageKind[] = ["open", "won", "dormant", "lost"];
  const before = inOrder(stages).findLastIndex((stage) => order.indexOf(stage.kind) <= order.indexOf(kind));
  return before + 1;
}

/** The stages with one a step up or down; the same when it is already at that end. */
export function stepped(stages: PipelineStage[], id: string, way: "up" | "down"): PipelineStage[] {
  const ordered = inOrder(stages);
  const at = ordered.findIndex((stage) => stage.id === id);
  const to = way === "up" ? at - 1 : at + 1;
  if (at < 0 || to < 0 || to >= ordered.length) return ordered;
  return ordered.toSpliced(at, 1).toSpliced(to, 0, ordered[at]!);
}

/** Where the partnerships of a stage may go when it is removed: where nothing more must be said of each. */
export function destinationsFor(stages: PipelineStage[], leaving: PipelineStage): PipelineStage[] {
  return inOrder(stages).filter(
    (stage) => stage.id !== leaving.id && (asks(stage) === null || asks(stage) === asks(leaving)),
  );
}

/** @throws {AppError} conflict, for the last stage a partnership could begin at */
export function refuseLast(stages: PipelineStage[], leaving: PipelineStage): void {
  if (leaving.kind !== "open" || stages.some(({ id, kind }) => kind === "open" && id !== leaving.id)) return;
  throw new AppError(
    "conflict",
    "C’est la dernière étape en chemin : un partenariat doit pouvoir commencer.",
  );
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
