import "#app/results/results.css";
import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { byMonth, compareCampaigns } from "#app/results/comparison.server.ts";
import { type Level, levelLabel, rateOf, type Segment } from "#app/results/funnel.ts";
import { Axis, IntervalBar, rangeWords, scaleOf } from "#app/results/interval.tsx";
import { TableScroll } from "#app/results/table-scroll.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { formatNumber, formatShare, formatShortDate } from "#app/ui/format.ts";
import { PageHead, Tabs } from "#app/ui/page.tsx";
import type { Route } from "./+types/comparison";

export const meta: Route.MetaFunction = () => [{ title: "Comparer les campagnes · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { goal, campaigns: compared } = await compareCampaigns(context.get(memberContext));
  const months = url.searchParams.get("par") === "mois";
  const now = new Date();
  const lines: (Segment & { when: string | null })[] = months
    ? byMonth(compared).map((line) => ({ ...line, label: monthName(line.key), when: null }))
    : compared.map(({ launchedAt, ...line }) => ({ ...line, when: formatShortDate(launchedAt, now) }));
  return { lines, months, goal };
}

const monthName = (month: string) =>
  new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

const OTHERS = ["positive", "met", "reached"] as const satisfies Level[];

/** What each campaign, or each month, brought: the same rates, each with what it is a part of. */
export default function Comparison({ loaderData: { lines, months, goal } }: Route.ComponentProps) {
  const here = href("/campagnes/comparaison");
  const most = scaleOf(lines.map(({ counts }) => rateOf(counts, "replied")));
  return (
    <>
      <PageHead title="Comparer les campagnes" crumbs={[{ label: "Campagnes", to: href("/campagnes") }]} />
      <Tabs
        label="Comparer"
        tabs={[
          { label: "Par campagne", to: here, current: !months },
          { label: "Par mois", to: `${here}?par=mois`, current: months },
          { label: "Échappées", to: href("/echappees"), current: false },
        ]}
      />
      <div className="page__body">
        {lines.length === 0 ? (
          <Empty
            title="Aucune campagne lancée"
            ways={[
              {
                icon: "send-plane-line",
                title: "Voir les campagnes",
                hint: "Leurs résultats se comparent ici, une fois lancées",
                to: href("/campagnes"),
              },
            ]}
          />
        ) : (
          <TableScroll label={`Résultats ${months ? "par mois" : "par campagne"}`}>
            <table className="table table--plain table--cut">
              <caption className="fr-sr-only">Résultats {months ? "par mois" : "par campagne"}</caption>
              <thead>
                <tr>
                  <th>{months ? "Mois" : "Campagne"}</th>
                  <th className="num w-3">Distribués</th>
                  <th className="num w-5">Réponses humaines</th>
                  <th className="w-5 funnel__interval">
                    <Axis most={most} />
                  </th>
                  <th className="num w-3 funnel__interval">À 95&nbsp;%</th>
                  {OTHERS.map((level) => (
                    <th key={level} className="num w-4">
                      {levelLabel(level, goal && `${goal} ou plus`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map(({ key, label, when, counts }) => {
                  const rate = rateOf(counts, "replied");
                  return (
                    <tr key={key}>
                      <th scope="row">
                        {months ? (
                          label
                        ) : (
                          <Link className="fr-raw-link strong" to={href("/campagnes/:id", { id: key })}>
                            {label}
                          </Link>
                        )}
                        {when && <span className="muted small"> {when}</span>}
                      </th>
                      <td className="num">{formatNumber(counts.delivered)}</td>
                      <Figure counts={counts} level="replied" />
                      <td className="funnel__interval">
                        <IntervalBar rate={rate} most={most} />
                      </td>
                      <td className="num muted small funnel__interval">{rate && rangeWords(rate)}</td>
                      {OTHERS.map((level) => (
                        <Figure key={level} counts={counts} level={level} />
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableScroll>
        )}
      </div>
    </>
  );
}

function Figure({ counts, level }: { counts: Segment["counts"]; level: Level }) {
  const rate = rateOf(counts, level);
  return (
    <td className="num">
      <span className="strong">{formatNumber(counts[level])}</span>
      <span className="muted small">
        {" "}
        / {formatNumber(counts.delivered)}
        {rate && ` · ${formatShare(rate.share)}`}
      </span>
    </td>
  );
}
