import { AppError } from "#app/errors.ts";

export const CAMPAIGN_STATES = ["draft", "running", "paused", "done", "cancelled"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export const CAMPAIGN_LABELS: Record<CampaignState, string> = {
  draft: "Brouillon",
  running: "En cours",
  paused: "En pause",
  done: "Terminée",
  cancelled: "Annulée",
};

/** What may follow each state. « done » is the outbox's to say, once nothing is left to send. */
const NEXT: Record<CampaignState, CampaignState[]> = {
  draft: ["running", "cancelled"],
  running: ["paused", "done", "cancelled"],
  paused: ["running", "cancelled"],
  done: [],
  cancelled: [],
};

export function mayBecome(from: CampaignState, to: CampaignState): boolean {
  return NEXT[from].includes(to);
}

/** @throws {AppError} conflict, naming the state the campaign is in */
export function requireTransition(from: CampaignState, to: CampaignState): void {
  if (!mayBecome(from, to)) throw wrongState(from);
}

export function wrongState(state: CampaignState): AppError {
  const message = `Cette campagne est à l’état « ${CAMPAIGN_LABELS[state]} » : ce geste n’y est pas possible.`;
  return new AppError("conflict", message, { details: { state } });
}
