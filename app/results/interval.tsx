import { formatShare } from "#app/ui/format.ts";
import type { Rate } from "./funnel.ts";

type Drawn = Pick<Rate, "share" | "low" | "high">;

/** The rate and its interval at 95 %, on a line that ends at `most`. The figures are beside it, in the table. */
export function IntervalBar({ rate, most, goal }: { rate: Drawn | null; most: number; goal?: number }) {
  const at = (share: number) => `${((100 * Math.min(share, most)) / most).toFixed(1)}%`;
  const label = rate
    ? `${formatShare(rate.share)}, intervalle à 95 % : ${rangeWords(rate)}`
    : "Rien à mesurer encore";
  return (
    <svg className="interval" role="img" aria-label={label}>
      <line className="interval__axis" x1="0" x2="100%" y1="8" y2="8" />
      {rate && (
        <>
          <rect
            className="interval__range"
            x={at(rate.low)}
            width={`${((100 * (Math.min(rate.high, most) - Math.min(rate.low, most))) / most).toFixed(1)}%`}
            y="5"
            height="6"
            rx="3"
          />
          <circle className="interval__point" cx={at(rate.share)} cy="8" r="4" />
        </>
      )}
      {goal !== undefined && <line className="interval__goal" x1={at(goal)} x2={at(goal)} y1="0" y2="16" />}
    </svg>
  );
}

/** « 17 à 34 % » */
export function rangeWords({ low, high }: Pick<Rate, "low" | "high">): string {
  return `${formatShare(low).replace(/\s%$/, "")} à ${formatShare(high)}`;
}

/** Where the lines of a table end: the least round figure that holds every interval. */
export function scaleOf(rates: (Pick<Rate, "high"> | null)[]): number {
  const most = Math.max(0, ...rates.map((rate) => rate?.high ?? 0));
  return [0.05, 0.1, 0.2, 0.5].find((end) => most <= end) ?? 1;
}

export function Axis({ most }: { most: number }) {
  return (
    <span className="axis">
      <span>0&nbsp;%</span>
      <span>{formatShare(most)}</span>
    </span>
  );
}
