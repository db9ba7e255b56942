import { dayNumber, formatNumber, formatShare, type Moment, plural, relativeDays } from "#app/ui/format.ts";
import type { Coverage } from "./coverage.ts";
import { type Cell, type Reach, reaches } from "./map.ts";

/** What the map may show; the first is shown unless the URL says otherwise. */
export const MEASURES = ["etape", "penetration", "echange", "couverture"] as const;
export type Measure = (typeof MEASURES)[number];

export const measureWords: Record<Measure, string> = {
  etape: "Étape la plus avancée",
  penetration: "Pénétration de la Cible",
  echange: "Dernier échange",
  couverture: "Couverture",
};

/** How a cell is filled. Each is told from the others without its colour, in both themes. */
export const PAINTS = ["solid", "dots", "stripes", "plain", "faint", "outline", "crosses"] as const;
export type Paint = (typeof PAINTS)[number];

/** A class of a measure: its fill, and what the legend calls it. */
export type Class = { paint: Paint; label: string };
export type Legend = (Class & { count: number })[];

const reachPaints: Record<Reach, Paint> = {
  ...{ active: "solid", volunteer: "dots", meeting: "stripes", contacted: "plain", pipeline: "faint" },
  ...{ none: "outline", stopped: "crosses" },
};

/** From the share up: the highest first. */
const shares: { least: number; paint: Paint; label: string }[] = [
  { least: 0.5, paint: "solid", label: "La moitié et plus" },
  { least: 0.25, paint: "dots", label: "Du quart à la moitié" },
  { least: 0.1, paint: "stripes", label: "De 10 à 25\u00A0%" },
  { least: Number.EPSILON, paint: "plain", label: "Moins de 10\u00A0%" },
  { least: 0, paint: "outline", label: "Aucun volontaire" },
];

/** Days without news, as the baskets of the day count them. */
const silences: { most: number; paint: Paint; label: string }[] = [
  { most: 9, paint: "solid", label: "9\u00A0jours ou moins" },
  { most: 21, paint: "dots", label: "21\u00A0jours ou moins" },
  { most: 45, paint: "stripes", label: "45\u00A0jours ou moins" },
  { most: 90, paint: "plain", label: "90\u00A0jours ou moins" },
  { most: Infinity, paint: "faint", label: "Plus de 90\u00A0jours" },
];

const coverages: Record<Coverage, Class> = {
  active: { paint: "solid", label: "Actif, preuve datée" },
  equipped: { paint: "dots", label: "Équipé pour son compte" },
  enrolled: { paint: "stripes", label: "Inscrit" },
  above: { paint: "plain", label: "Couvert par un niveau supérieur" },
  partial: { paint: "faint", label: "En partie, par ses collectivités" },
  none: { paint: "outline", label: "Rien" },
};

/** The classes of a measure, in the order of the legend. */
export const classes: Record<Measure, Class[]> = {
  etape: (Object.keys(reaches) as Reach[]).map((reach) => ({
    paint: reachPaints[reach],
    label: reaches[reach],
  })),
  penetration: [
    ...shares.map(({ paint, label }) => ({ paint, label })),
    { paint: "crosses", label: "Hors de la Cible" },
  ],
  echange: [...silences.map(({ paint, label }) => ({ paint, label })), { paint: "outline", label: "Jamais" }],
  couverture: Object.values(coverages),
};

export function paintOf(cell: Cell, measure: Measure, today: Moment): Paint {
  if (measure === "etape") return reachPaints[cell.reach];
  if (measure === "couverture") return coverages[cell.covered.coverage].paint;
  if (measure === "penetration") {
    if (cell.target === 0) return "crosses";
    return shares.find(({ least }) => cell.won / cell.target >= least)!.paint;
  }
  if (!cell.last) return "outline";
  const days = dayNumber(today) - dayNumber(cell.last);
  return silences.find(({ most }) => days <= most)!.paint;
}

/** How many cells are of each class. */
export function legendOf(cells: Cell[], measure: Measure, today: Moment): Legend {
  const counts = Map.groupBy(cells, (cell) => paintOf(cell, measure, today));
  return classes[measure].map((one) => ({ ...one, count: counts.get(one.paint)?.length ?? 0 }));
}

/** « Hérault (34) : Rendez-vous, 3 partenariats » */
export function sayCell(cell: Cell, measure: Measure, today: Moment): string {
  return `${titleOf(cell)}\u00A0: ${sayValue(cell, measure, today)}`;
}

/** « Hérault (34) », « Occitanie », « CC du Pays de Nay »: only the code of a département means something. */
export function titleOf({ code, name }: Pick<Cell, "code" | "name">): string {
  return code.length <= 3 && !code.startsWith("R") ? `${name} (${code})` : name;
}

function sayValue(cell: Cell, measure: Measure, today: Moment): string {
  if (measure === "penetration") return sayPenetration(cell);
  if (measure === "echange") return `dernier échange ${relativeDays(cell.last, today)}`;
  if (measure === "couverture") {
    const { label } = coverages[cell.covered.coverage];
    const { equipped } = cell.covered;
    return equipped > 0 ? `${label}, ${plural(equipped, "habitant")} équipés` : label;
  }
  return cell.stage ? `${cell.stage}, ${plural(cell.count, "partenariat")}` : "aucun partenariat";
}

/** « 12 sur 40, 30 % »; nothing is said of what the Cible does not aim at. */
export function sayPenetration({ target, won }: Pick<Cell, "target" | "won">): string {
  if (target === 0) return "hors de la Cible";
  return `${formatNumber(won)} sur ${formatNumber(target)}, ${formatShare(won / target)}`;
}

/** « 6 j », « jamais »: as short as a column. */
export function shortDays(last: Moment | null, today: Moment): string {
  if (!last) return "jamais";
  const days = Math.max(0, dayNumber(today) - dayNumber(last));
  return days === 0 ? "ce jour" : `${formatNumber(days)}\u00A0j`;
}
