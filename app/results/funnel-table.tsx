import "./results.css";
import { Link, useLocation } from "react-router";
import { formatNumber, formatShare, plural } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { levelLabel, LEVELS, rateOf } from "./funnel.ts";
import { Axis, IntervalBar, rangeWords, scaleOf } from "./interval.tsx";
import { rowsOf } from "./open-rows.ts";
import type { Funnel } from "./results.server.ts";

type Lost = { bounced: number; uncertain: number; rejected: number };

/** From the enrolled to the goal. Every figure opens its rows; every rate shows what it is a part of, and its interval. */
export function FunnelTable({ funnel, lost }: { funnel: Funnel; lost: Lost }) {
  const { search } = useLocation();
  const { counts, goal } = funnel;
  const rates = LEVELS.map((level) => rateOf(counts, level));
  const most = scaleOf(rates);
  return (
    <Section
      title="Entonnoir"
      aside={
        <span className="muted small">
          taux sur les distribués ({formatNumber(counts.delivered)}), intervalle de Wilson à 95&nbsp;%
        </span>
      }
    >
      <table className="table table--plain table--funnel">
        <caption className="fr-sr-only">Entonnoir de la campagne</caption>
        <thead>
          <tr>
            <th className="w-6">Étape</th>
            <th className="funnel__cell">
              <span className="fr-sr-only">Part des inscrits</span>
            </th>
            <th className="num w-2">Nombre</th>
            <th className="num w-3">Sur</th>
            <th className="num w-2">Taux</th>
            <th className="w-5 funnel__interval">
              <Axis most={most} />
            </th>
            <th className="num w-3 funnel__range">À 95&nbsp;%</th>
          </tr>
        </thead>
        <tbody aria-live="polite">
          {LEVELS.map((level, index) => {
            const rate = rates[index]!;
            const told = asideOf(level, funnel, lost);
            return (
              <tr key={level}>
                <th scope="row">
                  {levelLabel(level, goal)}
                  {told && <span className="muted"> {told}</span>}
                </th>
                <td className="funnel__cell">
                  <svg className="funnel" aria-hidden="true">
                    <rect
                      className={index > 2 ? "funnel__bar funnel__bar--result" : "funnel__bar"}
                      width={`${counts.enrolled > 0 ? ((100 * counts[level]) / counts.enrolled).toFixed(1) : 0}%`}
                      height="20"
                      rx="2"
                    />
                  </svg>
                </td>
                <td className="num">
                  <Link className="fr-raw-link strong" to={rowsOf(search, { level })} preventScrollReset>
                    {formatNumber(counts[level])}
                  </Link>
                </td>
                <td className="num muted">
                  {rate && `${formatNumber(rate.count)} / ${formatNumber(rate.of)}`}
                </td>
                <td className="num strong">{rate && formatShare(rate.share)}</td>
                <td className="funnel__interval">{rate && <IntervalBar rate={rate} most={most} />}</td>
                <td className="num muted small funnel__range">{rate && rangeWords(rate)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

/** What a line leaves out of the one above, or is not sure of yet. */
function asideOf(level: string, { unsettled }: Funnel, { bounced, uncertain, rejected }: Lost): string {
  const told =
    level === "sent"
      ? [uncertain && `${formatNumber(uncertain)} à vérifier`, rejected && plural(rejected, "refusé")]
      : level === "delivered"
        ? [
            bounced && plural(bounced, "rebond"),
            unsettled && `${formatNumber(unsettled)} de moins de 72\u00A0h`,
          ]
        : [];
  return told.filter(Boolean).join(", ");
}
