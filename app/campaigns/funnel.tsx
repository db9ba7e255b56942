import { Link } from "react-router";
import { formatNumber, formatShare } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { FunnelLine } from "./message-state.ts";
import type { CampaignResults } from "./results.server.ts";

const LABELS: Record<FunnelLine["key"], string> = {
  enrolled: "Inscrits",
  sent: "Envoyés",
  bounced: "Rebonds",
  rejected: "Refusés par le serveur",
  uncertain: "À vérifier",
  cancelled: "Annulés",
};

/** From the enrolled to what became of them. Every figure opens its rows; every rate shows what it is a part of. */
export function Funnel({ results: { funnel, enrolled } }: { results: CampaignResults }) {
  const shown = funnel.filter(({ key, count }) => key === "enrolled" || key === "sent" || count > 0);
  return (
    <Section title="Entonnoir">
      <table className="table table--plain table--funnel">
        <caption className="fr-sr-only">Entonnoir de la campagne</caption>
        <thead>
          <tr>
            <th className="w-6">Étape</th>
            <th>
              <span className="fr-sr-only">Part des inscrits</span>
            </th>
            <th className="num w-2">Nombre</th>
            <th className="num w-3">Sur</th>
            <th className="num w-2">Taux</th>
          </tr>
        </thead>
        <tbody aria-live="polite">
          {shown.map(({ key, count, of }) => (
            <tr key={key}>
              <th scope="row">{LABELS[key]}</th>
              <td>
                <svg className="funnel" aria-hidden="true">
                  <rect
                    className={
                      key === "enrolled" || key === "sent" ? "funnel__bar" : "funnel__bar funnel__bar--lost"
                    }
                    width={`${enrolled > 0 ? ((100 * count) / enrolled).toFixed(1) : 0}%`}
                    height="20"
                    rx="2"
                  />
                </svg>
              </td>
              <td className="num">
                <Link className="fr-raw-link strong" to={rowsOf(key)} preventScrollReset>
                  {formatNumber(count)}
                </Link>
              </td>
              <td className="num muted">{of !== null && `${formatNumber(count)} / ${formatNumber(of)}`}</td>
              <td className="num strong">{of !== null && of > 0 && formatShare(count / of)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function rowsOf(key: FunnelLine["key"]): string {
  return key === "enrolled" ? "?#registre" : `?etat=${key}#registre`;
}
