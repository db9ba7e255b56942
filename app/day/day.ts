import { type Day, plusDays, weekdayOf } from "#app/interactions/days.ts";
import type { InteractionKind } from "#app/interactions/kinds.ts";
import type { StageShape } from "#app/ui/stage.tsx";

/** A line of « Ma journée ». */
export type DayTask = {
  id: string;
  title: string;
  kind: InteractionKind | null;
  owedBy: "us" | "them";
  dueOn: Day | null;
  /** Minutes after midnight, Europe/Paris. */
  dueMinute: number | null;
  institution: { id: string; name: string };
  contact: { id: string; name: string } | null;
  stage: StageShape | null;
  /** Who it is for, when it is not the reader. */
  assignee: string | null;
};

export const SECTIONS = ["late", "today", "week", "next", "undated"] as const;
export type SectionKey = (typeof SECTIONS)[number];
export type DaySection = { key: SectionKey; total: number; tasks: DayTask[] };

export const SECTION_LABELS: Record<SectionKey, string> = {
  ...{ late: "En retard", today: "Aujourd’hui", week: "Cette semaine" },
  ...{ next: "La semaine prochaine", undated: "Sans date" },
};

/** The last days of this week and of the next: from Thursday on, the next one is looked at too. */
export function horizon(today: Day): { week: Day; next: Day } {
  const week = plusDays(today, 7 - weekdayOf(today));
  return { week, next: weekdayOf(today) >= 4 ? plusDays(week, 7) : week };
}

/** Where an action stands in the day; null beyond what is looked at. */
export function sectionOf(dueOn: Day | null, today: Day): SectionKey | null {
  if (dueOn === null) return "undated";
  if (dueOn < today) return "late";
  if (dueOn === today) return "today";
  const { week, next } = horizon(today);
  if (dueOn <= week) return "week";
  return dueOn <= next ? "next" : null;
}

/** The title around the name of whom it is about, for the name to stand out; it is added where it is not said. */
export function titleParts(
  title: string,
  name: string | null,
): [before: string, name: string, after: string] {
  if (!name) return [title, "", ""];
  const at = title.indexOf(name);
  return at < 0 ? [`${title}, `, name, ""] : [title.slice(0, at), name, title.slice(at + name.length)];
}

/** « Sans nouvelles depuis »: in days, and never. */
export const SILENCES = [9, 21, 45, null] as const;
export type Basket = { days: number | null; count: number; to: string };

/** How late the promised exchange with a key account is, in days; 0 or less: it is kept. */
export function cadenceDelay(
  lastInteractionOn: Day | null,
  cadenceDays: number,
  since: Day,
  today: Day,
): number {
  const from = lastInteractionOn ?? since;
  return Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000) - cadenceDays;
}
