import { formatNumber } from "#app/ui/format.ts";
import type { Choropleth } from "./map.ts";

/** What each pattern means, and for how many départements. */
export function MapLegend({ legend }: Pick<Choropleth, "legend">) {
  return (
    <ul className="map-legend fr-raw-list" aria-label="Légende, en nombre de départements">
      {legend.map(({ reach, label, count }) => (
        <li key={reach} className="map-legend__item">
          <svg className="map-legend__key" viewBox="0 0 24 16" aria-hidden="true">
            <rect className={`departement departement--${reach}`} x="1" y="1" width="22" height="14" rx="2" />
          </svg>
          {label}
          <span className="map-legend__count">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}
