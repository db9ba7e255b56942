import { csvLine } from "#app/exports/csv.ts";
import { type Counts, type Cut, CUTS, levelLabel, LEVELS, rateOf } from "./funnel.ts";
import type { Funnel } from "./results.server.ts";

type Figure = {
  par: string;
  segment: string;
  niveau: string;
  nombre: number;
  sur: number | null;
  taux: number | null;
  bas95: number | null;
  haut95: number | null;
};

/** Every figure of the page, a line a level: the whole, then each segment; rates with their denominator and interval. */
export function figuresOf({
  counts,
  segments,
  cut,
  goal,
}: Pick<Funnel, "counts" | "segments" | "cut" | "goal">): Figure[] {
  return [
    ...linesOf(counts, { par: "Campagne", segment: "" }, goal),
    ...segments.flatMap(({ label, counts: part }) =>
      linesOf(part, { par: CUTS[cut as Cut], segment: label }, goal),
    ),
  ];
}

function linesOf(counts: Counts, of: { par: string; segment: string }, goal: string | null): Figure[] {
  return LEVELS.map((level) => {
    const rate = rateOf(counts, level);
    return {
      ...{ ...of, niveau: levelLabel(level, goal), nombre: counts[level], sur: rate?.of ?? null },
      ...{ taux: rounded(rate?.share), bas95: rounded(rate?.low), haut95: rounded(rate?.high) },
    };
  });
}

/** As French spreadsheets open it. */
export function figuresCsv(figures: Figure[]): string {
  const heads = ["Découpage", "Segment", "Niveau", "Nombre", "Sur", "Taux", "Bas à 95 %", "Haut à 95 %"];
  const lines = figures.map((figure) => Object.values(figure).map(written));
  return `\uFEFF${[heads, ...lines].map(csvLine).join("")}`;
}

const rounded = (share: number | undefined) => (share === undefined ? null : Number(share.toFixed(4)));
const written = (value: string | number | null) =>
  typeof value === "number" ? String(value).replace(".", ",") : value;
