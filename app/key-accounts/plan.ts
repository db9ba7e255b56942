import { z } from "zod";
import { dayNumber, type Moment, plural } from "#app/ui/format.ts";

/** « Plan de compte »: four texts, in the words of who follows the institution. */
export const PLAN_FIELDS = ["stakes", "sponsors", "risks", "nextSteps"] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
export type Plan = Record<PlanField, string | null>;

export const PLAN_LABELS: Record<PlanField, string> = {
  ...{ stakes: "Enjeux", sponsors: "Appuis", risks: "Risques", nextSteps: "Prochaines étapes" },
};
/** As one says them in a sentence. */
export const PLAN_WORDS: Record<PlanField, string> = {
  ...{
    stakes: "les enjeux",
    sponsors: "les appuis",
    risks: "les risques",
    nextSteps: "les prochaines étapes",
  },
};
export const PLAN_HINTS: Record<PlanField, string> = {
  stakes: "Ce que cette institution y gagne, et ce que nous y gagnons.",
  sponsors: "Qui porte le sujet chez eux, et jusqu’où.",
  risks: "Ce qui peut tout arrêter : un départ, une élection, un outil concurrent.",
  nextSteps: "Ce qui est convenu, dans l’ordre.",
};

const text = z
  .string()
  .max(5000, "Au plus 5 000 caractères.")
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim() || null)
  .nullable();

/** One field at a time, with what it was when one began to write. */
export const planChange = z.object({
  field: z.enum(PLAN_FIELDS),
  value: text,
  base: text.optional(),
});
export type PlanChange = z.output<typeof planChange>;

export const cadenceChange = z.object({
  cadenceDays: z.union([
    z.literal("").transform(() => null),
    z.coerce
      .number("Un nombre de jours.")
      .int("Un nombre de jours entier.")
      .min(1, "Au moins un jour.")
      .max(730, "Au plus deux ans."),
  ]),
});

export type Regularity = {
  cadenceDays: number | null;
  lastInteractionAt: Moment | null;
  /** When the institution began to be followed: from then on, silence counts. */
  followedSince: Moment;
};

/** How many days past the promised one; null when nothing was promised, or nothing is late. */
export function daysLate(
  { cadenceDays, lastInteractionAt, followedSince }: Regularity,
  today: Moment,
): number | null {
  if (!cadenceDays) return null;
  const silent = dayNumber(today) - dayNumber(lastInteractionAt ?? followedSince);
  return silent > cadenceDays ? silent - cadenceDays : null;
}

/** « Au moins un échange tous les 60 jours » */
export function cadenceWords(cadenceDays: number | null): string {
  if (!cadenceDays) return "Aucune cadence promise";
  return cadenceDays === 1
    ? "Au moins un échange par jour"
    : `Au moins un échange tous les ${plural(cadenceDays, "jour")}`;
}
