import { formatDate, formatNumber, type Moment, relativeDays } from "#app/ui/format.ts";
import type { Opportunity } from "./opportunity.ts";
import type { UsageFact } from "./usage.ts";

const nbsp = "\u00A0";

/** What a move did: « DDT du Gers : Rendez-vous. » */
export function sayMove({ institutionName, stage }: Pick<Opportunity, "institutionName" | "stage">): string {
  return `${institutionName}${nbsp}: ${stage}.`;
}

type Planned = Pick<Opportunity, "institutionName" | "nextAction" | "nextActionAt">;

/** What is planned now: « DDT du Gers : Écrire à Anne Delmas, demain. » */
export function sayNextAction({ institutionName, nextAction, nextActionAt }: Planned, now: Moment): string {
  if (!nextAction) return `${institutionName}${nbsp}: plus d’action prévue.`;
  const near = nextActionAt && relativeDays(nextActionAt, now);
  return `${institutionName}${nbsp}: ${nextAction}${near ? `, ${near}` : ""}.`;
}

/** What was done, and that something is to follow. */
export function sayDone({ institutionName }: Pick<Opportunity, "institutionName">, title: string): string {
  return `${institutionName}${nbsp}: «${nbsp}${title}${nbsp}» est fait. Planifiez la suite.`;
}

/** What adding to the pipeline did. */
export function sayAdded({ created, already }: { created: number; already: number }): string {
  const there = already > 1 ? `${formatNumber(already)} y étaient déjà` : "1 y était déjà";
  if (created === 0)
    return already > 1 ? `Les ${formatNumber(already)} institutions y étaient déjà.` : "Elle y était déjà.";
  const added =
    created > 1
      ? `${formatNumber(created)} institutions ajoutées au pipeline`
      : "1 institution ajoutée au pipeline";
  return already === 0 ? `${added}.` : `${added}, ${there}.`;
}

/** « Usage noté : 412 visites, 30 septembre 2026. » */
export function sayUsage({ value, metric, date }: Pick<UsageFact, "value" | "metric" | "date">): string {
  return `Usage noté${nbsp}: ${formatNumber(value)} ${metric}, ${formatDate(date)}.`;
}
