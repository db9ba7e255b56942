import type { Milestone, MoveCause } from "#app/db/generated/enums.ts";
import { inOrder, type PipelineStage } from "./stage.ts";

export type { MoveCause };

type Rule = {
  /** As a sentence begins: « Une personne répond ». */
  when: string;
  proves: Milestone;
  /** The next action, where there is none. */
  next: string;
};

/** What a campaign brings moves the partnership by itself: these are all the rules, shown as they are in the settings. */
export const MOVE_RULES: Record<MoveCause, Rule> = {
  reply: { when: "Une personne répond à une campagne", proves: "contacted", next: "Répondre" },
  positive: {
    ...{ when: "Sa réponse est dite positive", proves: "contacted", next: "Proposer un rendez-vous" },
  },
  meeting: {
    ...{ when: "Sa réponse est un rendez-vous", proves: "meeting", next: "Préparer le rendez-vous" },
  },
  volunteer: {
    ...{ when: "Quelqu’un se dit volontaire sur la page publique", proves: "volunteer" },
    next: "Recontacter ce volontaire",
  },
};

/** Under the move, in the timeline: « Répondu à la campagne … ». */
export const CAUSE_WORDS: Record<MoveCause, string> = {
  ...{ reply: "Répondu à la campagne", positive: "Réponse positive à la campagne" },
  ...{ meeting: "Rendez-vous après la campagne", volunteer: "Volontaire par la campagne" },
};

/** On the file and the card: « Passé à Rendez-vous par une réponse à « Découverte » ». */
export const BY_WORDS: Record<MoveCause, string> = {
  ...{ reply: "une réponse à", positive: "une réponse positive à" },
  ...{ meeting: "un rendez-vous après", volunteer: "un volontaire de" },
};

const RANKS: Milestone[] = [
  ...(["qualification", "contact", "contacted", "meeting"] as const),
  ...(["volunteer", "deployed", "active", "ambassador"] as const),
];

/** The stage that proves it; where the product has none, the furthest that proves less. */
export function stageProvenBy(stages: PipelineStage[], cause: MoveCause): PipelineStage | null {
  const most = RANKS.indexOf(MOVE_RULES[cause].proves);
  const proven = inOrder(stages).filter(
    ({ kind, milestone }) =>
      (kind === "open" || kind === "won") && milestone !== null && RANKS.indexOf(milestone) <= most,
  );
  return proven.reduce<PipelineStage | null>(
    (best, stage) =>
      best && RANKS.indexOf(best.milestone!) >= RANKS.indexOf(stage.milestone!) ? best : stage,
    null,
  );
}

/**
 * Where a partnership goes; null: it stays. Never backwards, never from a stage that is reached (won) or ended (lost);
 * one that sleeps is only woken by a volunteer.
 * @param current null: it is not in the pipeline yet
 */
export function stageAfter(
  stages: PipelineStage[],
  current: PipelineStage | null,
  cause: MoveCause,
): PipelineStage | null {
  const proven = stageProvenBy(stages, cause);
  if (!proven || !current) return proven;
  if (current.kind === "dormant") return cause === "volunteer" ? proven : null;
  return current.kind === "open" && proven.position > current.position ? proven : null;
}
