import { z } from "zod";
import type { ExperimentGoal, Verdict } from "#app/db/generated/enums.ts";
import { type Interval, wilson } from "#app/results/statistics.ts";
import { formatShare, isoDay } from "#app/ui/format.ts";

export type { ExperimentGoal, Verdict };

/** What somebody does, that a campaign is meant to bring: « des personnes à qui l’on écrit … ». */
export const GOALS: Record<ExperimentGoal, string> = {
  ...{ reply: "répondent", positive: "répondent favorablement" },
  ...{ meeting: "acceptent un rendez-vous", volunteer: "se disent volontaires" },
};
export const VERDICTS: Record<Verdict, string> = { amplify: "Amplifier", adjust: "Ajuster", stop: "Arrêter" };

const GOAL_NAMES = Object.keys(GOALS) as [ExperimentGoal, ...ExperimentGoal[]];
const VERDICT_NAMES = Object.keys(VERDICTS) as [Verdict, ...Verdict[]];

export const experimentSchema = z.object({
  hypothesis: z
    .string("Écrivez ce que vous croyez.")
    .trim()
    .min(1, "Écrivez ce que vous croyez, et pourquoi.")
    .max(500, "500 caractères au plus."),
  goal: z.enum(GOAL_NAMES, "Choisissez ce qui est compté."),
  threshold: z.preprocess(
    (typed) => (typeof typed === "string" ? Number(typed.trim().replace(",", ".") || NaN) : typed),
    z
      .number("Donnez un pourcentage, « 20 » par exemple.")
      .gt(0, "Un seuil de plus de 0 %.")
      .max(100, "100 % au plus."),
  ),
  endsOn: z.iso.date("Donnez la date où l’on conclut."),
});
export type ExperimentInput = z.output<typeof experimentSchema>;

export const decisionSchema = z.object({
  verdict: z.enum(VERDICT_NAMES, "Choisissez : amplifier, ajuster ou arrêter."),
  lesson: z
    .string("Écrivez ce que vous en retenez.")
    .trim()
    .min(1, "Écrivez ce que vous en retenez : le comité le lira.")
    .max(2_000, "2 000 caractères au plus."),
});

export type Measure = Interval & { reached: number; of: number };

export function measureOf(reached: number, of: number): Measure {
  return { reached, of, ...wilson(reached, of) };
}

/**
 * What the figures say, which a human may decide otherwise: to amplify takes the whole interval over the threshold, to
 * stop the whole of it under; in between, one cannot tell.
 * @param threshold percent
 */
export function proposeVerdict(
  { of, low, high }: Measure,
  threshold: number,
): { verdict: Verdict; why: string } {
  const [share, range] = [formatShare(threshold / 100), `${formatShare(low)} à ${formatShare(high)}`];
  if (of === 0) return { verdict: "adjust", why: "Rien n’est encore distribué : il n’y a rien à mesurer." };
  if (100 * low >= threshold)
    return { verdict: "amplify", why: `Tout l’intervalle (${range}) est au-dessus du seuil de ${share}.` };
  if (100 * high < threshold)
    return { verdict: "stop", why: `Tout l’intervalle (${range}) est sous le seuil de ${share}.` };
  return {
    verdict: "adjust",
    why: `L’intervalle (${range}) contient encore le seuil de ${share} : on ne peut pas conclure.`,
  };
}

/** The day has come; before it, only stopping is decided: to look until it pleases proves nothing. */
export function hasEnded(endsOn: Date | string, today: string): boolean {
  return isoDay(endsOn) <= today;
}
