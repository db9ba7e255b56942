import { formatNumber, formatShare, plural } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { kaplanMeier, type SurvivalPoint, type Wait } from "./statistics.ts";

/** How long answers take: the curve, its table, and when nothing more is to be expected. */
export function Survival({ waits }: { waits: Wait[] }) {
  const points = kaplanMeier(waits);
  if (points.length === 0) return null;
  const last = points.at(-1)!;
  const end = Math.max(7, ...waits.map(({ days }) => Math.min(days, 60)));
  const half = points.find(({ waiting }) => 1 - waiting >= (1 - last.waiting) / 2)!;
  return (
    <Section
      title="Délai de réponse"
      aside={
        <span className="muted small">
          Kaplan et Meier&nbsp;: qui est encore attendu compte jusqu’à ce jour
        </span>
      }
    >
      <svg
        className="survival"
        viewBox={`0 0 ${end} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Part qui a répondu, jour après jour : ${formatShare(1 - last.waiting)} au bout de ${plural(last.days, "jour")}`}
      >
        <line
          className="survival__axis"
          x1="0"
          x2={end}
          y1="100"
          y2="100"
          vectorEffect="non-scaling-stroke"
        />
        <path className="survival__curve" d={pathOf(points, end, 1 - last.waiting)} />
      </svg>
      <p className="row small muted">
        <span>envoi</span>
        <span className="push">{plural(end, "jour")}</span>
      </p>
      <p className="small results__note">
        La moitié des réponses arrive en {half.days === 0 ? "moins d’un jour" : plural(half.days, "jour")}
        &nbsp;; {formatShare(1 - last.waiting)} ont répondu au bout de {plural(last.days, "jour")}. Relancer
        plus tôt que {plural(Math.max(half.days + 1, 2), "jour")} prend de court des gens qui allaient
        répondre.
      </p>
      <details className="results__note">
        <summary className="small">Les chiffres de la courbe</summary>
        <table className="table table--plain">
          <caption className="fr-sr-only">Réponses par jour depuis le premier message</caption>
          <thead>
            <tr>
              <th className="num">Jour</th>
              <th className="num">Encore attendus</th>
              <th className="num">Réponses</th>
              <th className="num">Ont répondu, en tout</th>
            </tr>
          </thead>
          <tbody>
            {points.slice(0, 60).map(({ days, atRisk, answered, waiting }) => (
              <tr key={days}>
                <td className="num">{formatNumber(days)}</td>
                <td className="num">{formatNumber(atRisk)}</td>
                <td className="num">{formatNumber(answered)}</td>
                <td className="num">{formatShare(1 - waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

/** Steps up at each answer, on a height that the last one fills. */
function pathOf(points: SurvivalPoint[], end: number, top: number): string {
  const steps = points.map(({ days, waiting }) => {
    const x = Math.min(days, end);
    return `H${x}V${(100 - (95 * (1 - waiting)) / top).toFixed(2)}`;
  });
  return `M0 100${steps.join("")}H${end}`;
}
