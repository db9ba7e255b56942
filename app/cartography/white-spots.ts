import { formatNumber, formatShare, plural } from "#app/ui/format.ts";
import type { Cell } from "./map.ts";

export type WhiteSpot = { code: string; name: string; gain: number; reason: string };

/**
 * The never contacted territories that would cover the most inhabitants, the greediest choice first: what is counted is
 * what each adds, without those whom a larger territory covers already or whom one of its own collectivities does.
 */
export function findWhiteSpots(cells: Cell[], max = 10): WhiteSpot[] {
  const all = cells.reduce((sum, { population }) => sum + (population ?? 0), 0);
  const gains = cells.filter(isWhite).map((cell) => ({ cell, gain: gainOf(cell) }));
  const best = gains
    .filter(({ gain }) => gain > 0)
    .toSorted((one, other) => other.gain - one.gain || (one.cell.code < other.cell.code ? -1 : 1))
    .slice(0, max);
  let sum = 0;
  return best.map(({ cell, gain }) => {
    sum += gain;
    return { code: cell.code, name: cell.name, gain, reason: reasonOf(cell, gain, sum / all) };
  });
}

/** Nobody has been talked to there: at most, an institution waits in the pipeline. */
function isWhite({ reach, last }: Cell): boolean {
  return (reach === "none" || reach === "pipeline") && last === null;
}

function gainOf({ population, covered }: Cell): number {
  if (covered.coverage === "above") return 0;
  return Math.max(0, (population ?? 0) - covered.equipped);
}

function reasonOf({ target, count }: Cell, gain: number, share: number): string {
  const said = [
    `${plural(gain, "habitant")} de plus`,
    target > 0 ? `${formatNumber(target)} dans la Cible` : "",
    count > 0 ? `${plural(count, "partenariat")} à contacter` : "jamais contacté",
    `${formatShare(share)} en cumul`,
  ];
  return said.filter(Boolean).join(" · ");
}
