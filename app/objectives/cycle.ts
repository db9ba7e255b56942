import { z } from "zod";
import { dayNumber } from "#app/ui/format.ts";
import { METRIC_NAMES } from "./metrics.ts";

const day = z.iso.date({ error: "Indiquez une date.", abort: true });

export const cycleForm = z
  .object({
    name: z.string().trim().min(1, "Nommez le cycle.").max(80, "80 caractères au plus."),
    startsOn: day,
    endsOn: day,
  })
  .refine(({ startsOn, endsOn }) => endsOn > startsOn, {
    path: ["endsOn"],
    message: "La fin vient après le début.",
  })
  .refine(({ startsOn, endsOn }) => dayNumber(endsOn) - dayNumber(startsOn) <= 1_100, {
    path: ["endsOn"],
    message: "Trois ans au plus\u00A0: un cycle dure d’ordinaire six mois.",
  });

export type CycleInput = z.output<typeof cycleForm>;

export const objectiveForm = z
  .object({
    metric: z.enum(METRIC_NAMES, "Choisissez ce que vous comptez."),
    usageMetric: z.string().trim().max(60, "60 caractères au plus.").default(""),
    usageCount: z.enum(["sum", "last"]).default("sum"),
    target: z
      .string()
      .trim()
      .transform((text) => Number(text.replace(/[\s\u00A0\u202F%]/g, "").replace(",", ".")))
      .refine((target) => Number.isFinite(target) && target > 0, "Indiquez un nombre plus grand que zéro.")
      .refine((target) => target <= 1e12, "Ce nombre est trop grand."),
  })
  .refine(({ metric, usageMetric }) => metric !== "usage" || usageMetric !== "", {
    path: ["usageMetric"],
    message: "Dites quel chiffre\u00A0: « visites », « dossiers ».",
  })
  .refine(({ metric, target }) => metric !== "penetration" || target <= 100, {
    path: ["target"],
    message: "Une part de la Cible ne dépasse pas 100\u00A0%.",
  });

export type ObjectiveInput = z.output<typeof objectiveForm>;

/**
 * The cycle to come: six months, from the day after the last one, or from the first of this month.
 * @param after the last day of the latest cycle, « 2026-12-31 »
 */
export function proposeCycle(after: string | null, today: string): CycleInput {
  const start = after ? plusDays(after, 1) : `${today.slice(0, 7)}-01`;
  const endsOn = plusDays(plusMonths(start, 6), -1);
  return { name: nameOf(start, endsOn), startsOn: start, endsOn };
}

/** « Juillet à décembre 2026 », « Octobre 2026 à mars 2027 » */
function nameOf(startsOn: string, endsOn: string): string {
  const [from, to] = [month(startsOn), month(endsOn)];
  const years = startsOn.slice(0, 4) === endsOn.slice(0, 4);
  return `${from.charAt(0).toUpperCase()}${from.slice(1)}${years ? "" : ` ${startsOn.slice(0, 4)}`} à ${to} ${endsOn.slice(0, 4)}`;
}

const month = (iso: string) =>
  new Intl.DateTimeFormat("fr-FR", { month: "long", timeZone: "UTC" }).format(new Date(iso));

function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of a later month, or its last. */
function plusMonths(iso: string, months: number): string {
  const [year, of, date] = iso.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, of - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, of - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
