import { RELATION_KINDS, RELATION_WORDS } from "#app/institutions/relation.ts";
import { type Shape, SHAPE_LABELS, SHAPE_POINTS, STROKES } from "./marks.ts";

/** How to read the drawing, without its colours. */
export function GraphLegend() {
  return (
    <details className="graph__legend">
      <summary>Légende</summary>
      <ul className="fr-raw-list">
        {RELATION_KINDS.map((kind) => (
          <li key={kind} className="row">
            <svg width="36" height="10" aria-hidden="true">
              <line
                x1="0"
                x2="30"
                y1="5"
                y2="5"
                className="graph__stroke"
                strokeWidth={STROKES[kind].width}
                strokeDasharray={STROKES[kind].dash.join(" ") || undefined}
              />
              {kind !== "partners" && <path d="M36 5 29 1.5V8.5Z" className="graph__tip" />}
            </svg>
            {RELATION_WORDS[kind].outgoing}
          </li>
        ))}
      </ul>
      <ul className="fr-raw-list">
        {(Object.keys(SHAPE_LABELS) as Shape[]).map((shape) => (
          <li key={shape} className="row">
            <svg width="36" height="16" viewBox="-18 -8 36 16" aria-hidden="true">
              {shape === "circle" ? (
                <circle r="6" className="graph__shape" />
              ) : (
                <polygon
                  className="graph__shape"
                  points={SHAPE_POINTS[shape].map(([x, y]) => `${x * 6},${y * 6}`).join(" ")}
                />
              )}
            </svg>
            {SHAPE_LABELS[shape]}
          </li>
        ))}
      </ul>
      <p className="small muted">
        Pleine : dans le pipeline (point : en cours, coche : acquise, barres : en pause, croix : sans suite).
        Vide : pas encore. La flèche va vers ce qui est au-dessus ; un lien fini est pâle.
      </p>
    </details>
  );
}
