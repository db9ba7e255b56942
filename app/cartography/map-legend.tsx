import { formatNumber } from "#app/ui/format.ts";
import { type Level, levelWords } from "./levels.ts";
import type { Legend } from "./measures.ts";

/** What each pattern means, and for how many territories. */
export function MapLegend({ legend, level }: { legend: Legend; level: Level }) {
  return (
    <ul className="map-legend fr-raw-list" aria-label={`Légende, en nombre de ${levelWords[level].many}`}>
      {legend.map(({ paint, label, count }) => (
        <li key={label} className="map-legend__item">
          <svg className="map-legend__key" viewBox="0 0 24 16" aria-hidden="true">
            <rect className={`zone zone--${paint}`} x="1" y="1" width="22" height="14" rx="2" />
          </svg>
          {label}
          <span className="map-legend__count">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}
