import { formatDate, formatShortDate } from "#app/ui/format.ts";
import { formatFigure } from "./metrics.ts";
import type { Tile } from "./tiles.server.ts";

const [width, height, left, bottom] = [640, 200, 44, 22];
const dayOf = (day: number) => new Date(day * 86_400_000);

/** The figure week by week, the line of its target, and where it leads; then the same in a table. */
export function ObjectiveChart({ tile, starts, ends }: { tile: Tile; starts: number; ends: number }) {
  const { points, target, projection, value } = tile;
  const top = Math.max(target, value, projection ?? 0, 1) * 1.08;
  const x = (day: number) =>
    (left + ((day - starts) / Math.max(1, ends - starts)) * (width - left - 8)).toFixed(1);
  const y = (figure: number) => (height - bottom - (figure / top) * (height - bottom - 8)).toFixed(1);
  const last = points.at(-1);
  return (
    <figure className="objective-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${points.length} relevés, jusqu’à ${formatFigure(tile, value)} pour un objectif de ${formatFigure(tile, target)}`}
      >
        <line
          className="objective-chart__axis"
          x1={left}
          x2={width}
          y1={height - bottom}
          y2={height - bottom}
        />
        <line className="objective-chart__target" x1={left} x2={width} y1={y(target)} y2={y(target)} />
        <text x={left - 6} y={y(target)} textAnchor="end" dy="0.35em">
          {formatFigure(tile, target)}
        </text>
        <text x={left - 6} y={height - bottom} textAnchor="end">
          0
        </text>
        <text x={left} y={height - 6}>
          {formatShortDate(dayOf(starts), dayOf(starts))}
        </text>
        <text x={width} y={height - 6} textAnchor="end">
          {formatShortDate(dayOf(ends), dayOf(starts))}
        </text>
        <polyline
          className="objective-chart__line"
          points={points.map(({ day, value: at }) => `${x(day)},${y(at)}`).join(" ")}
        />
        {last && <circle className="objective-chart__dot" cx={x(last.day)} cy={y(last.value)} r="3.5" />}
        {last && projection !== null && last.day < ends && (
          <line
            className="objective-chart__coming"
            x1={x(last.day)}
            y1={y(last.value)}
            x2={x(ends)}
            y2={y(projection)}
          />
        )}
      </svg>
      <figcaption className="small muted">
        Trait plein{"\u00A0"}: ce qui est fait. Pointillé{"\u00A0"}: là où mène le rythme du cycle. Tirets
        {"\u00A0"}: l’objectif.
      </figcaption>
      <details>
        <summary className="small link">Les mêmes chiffres en tableau</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Jour</th>
              <th scope="col" className="num">
                Chiffre
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ day, value: at }) => (
              <tr key={day}>
                <td>{formatDate(dayOf(day))}</td>
                <td className="num">{formatFigure(tile, at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
