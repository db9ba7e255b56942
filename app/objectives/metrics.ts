import type { ObjectiveMetric, UsageCount } from "#app/db/generated/enums.ts";
import type { PipelineStage } from "#app/pipeline/stage.ts";
import { formatNumber } from "#app/ui/format.ts";

export type Counted = { metric: ObjectiveMetric; usageMetric: string | null; usageCount: UsageCount | null };

/** What an objective counts, in French; and by what step it goes. */
export const METRICS = {
  volunteers: { label: "Volontaires", hint: "Partenariats à Volontaire ou au-delà, à la fin du cycle." },
  deployed: { label: "Déployés", hint: "Partenariats à Déployé ou au-delà, à la fin du cycle." },
  active: { label: "Actifs", hint: "Partenariats à Actif ou au-delà, à la fin du cycle." },
  penetration: { label: "Pénétration de la Cible", hint: "Part de la Cible à Volontaire ou au-delà, en %." },
  meetings: { label: "Rendez-vous", hint: "Échanges de type rendez-vous pendant le cycle." },
  usage: { label: "Usage", hint: "Un chiffre d’usage, par exemple « visites »." },
} as const satisfies Record<ObjectiveMetric, { label: string; hint: string }>;

export const METRIC_NAMES = Object.keys(METRICS) as [ObjectiveMetric, ...ObjectiveMetric[]];

/** « Volontaires », « Visites » */
export function objectiveLabel({ metric, usageMetric }: Pick<Counted, "metric" | "usageMetric">): string {
  if (metric !== "usage" || !usageMetric) return METRICS[metric].label;
  return usageMetric.charAt(0).toLocaleUpperCase("fr-FR") + usageMetric.slice(1);
}

/** How it is counted, in a sentence. */
export function countedHow({ metric, usageCount }: Counted): string {
  if (metric !== "usage") return METRICS[metric].hint;
  return usageCount === "last"
    ? "Dernière valeur connue de chaque institution, additionnées."
    : "Somme des valeurs datées du cycle.";
}

export const stepOf = ({ metric }: Pick<Counted, "metric">): number => (metric === "penetration" ? 0.1 : 1);

/** « 24 % », « 9 » */
export function formatFigure({ metric }: Pick<Counted, "metric">, value: number): string {
  return metric === "penetration"
    ? `${formatNumber(value)}\u00A0%`
    : formatNumber(Math.round(value * 10) / 10);
}

const PROVED = {
  volunteers: "volunteer",
  penetration: "volunteer",
  deployed: "deployed",
  active: "active",
} as const;

/**
 * The stages that count: those won at or past what the metric asks. Stages are the product's own, so that one without
 * a milestone counts by its place.
 */
export function provingStages<S extends Pick<PipelineStage, "kind" | "milestone" | "position">>(
  stages: S[],
  metric: keyof typeof PROVED,
): S[] {
  const won = stages.filter(({ kind }) => kind === "won");
  if (PROVED[metric] === "volunteer") return won;
  const first = won.filter(({ milestone }) => milestone === PROVED[metric]).map(({ position }) => position);
  return first.length > 0 ? won.filter(({ position }) => position >= Math.min(...first)) : [];
}

export const provesByStage = (metric: ObjectiveMetric): metric is keyof typeof PROVED => metric in PROVED;
