import { Link, useLocation } from "react-router";
import { formatNumber, formatShare } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuLink } from "#app/ui/menu.tsx";
import { Section } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import { type Cut, CUTS, type Level, levelLabel, rateOf, type Segment } from "./funnel.ts";
import { Axis, IntervalBar, scaleOf } from "./interval.tsx";
import { rowsOf } from "./open-rows.ts";
import type { Funnel } from "./results.server.ts";
import { TableScroll } from "./table-scroll.tsx";

const PEOPLE = ["replied", "positive", "met", "reached"] as const satisfies Level[];

/** The same funnel, cut by what recipients or letters have in common. */
export function CutTable({ funnel }: { funnel: Funnel }) {
  const { cut, segments, segmentsTotal, goal } = funnel;
  const most = scaleOf(segments.map(({ counts }) => rateOf(counts, "replied")));
  return (
    <Section title="Découpage" aside={<CutMenu cut={cut} />}>
      {cut === null ? (
        <p className="muted small results__note">
          Choisissez par quoi découper&nbsp;: lettre, variante, nature, territoire, fonction, boîte ou
          messagerie.
        </p>
      ) : (
        <TableScroll label={`Entonnoir par ${CUTS[cut].toLowerCase()}`}>
          <table className="table table--plain table--cut">
            <caption className="fr-sr-only">Entonnoir par {CUTS[cut].toLowerCase()}</caption>
            <thead>
              <tr>
                <th>{CUTS[cut]}</th>
                <th className="num w-3">Distribués</th>
                <th className="w-3 funnel__interval">
                  <Axis most={most} />
                </th>
                {PEOPLE.map((level) => (
                  <th key={level} className="num w-4">
                    {levelLabel(level, goal)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {segments.map((segment) => (
                <Line key={segment.key} segment={segment} cut={cut} most={most} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {segmentsTotal > segments.length && (
        <p className="muted small results__note">
          Les {formatNumber(segments.length)} plus nombreux, sur {formatNumber(segmentsTotal)}.
        </p>
      )}
    </Section>
  );
}

function Line({ segment: { key, label, counts }, cut, most }: { segment: Segment; cut: Cut; most: number }) {
  const { search } = useLocation();
  const open = (level: Level) => rowsOf(search, { level, cut, key });
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="num">
        <Link className="fr-raw-link" to={open("delivered")} preventScrollReset>
          {formatNumber(counts.delivered)}
        </Link>
      </td>
      <td className="funnel__interval">
        <IntervalBar rate={rateOf(counts, "replied")} most={most} />
      </td>
      {PEOPLE.map((level) => {
        const rate = rateOf(counts, level);
        return (
          <td key={level} className="num">
            <Link className="fr-raw-link strong" to={open(level)} preventScrollReset>
              {formatNumber(counts[level])}
            </Link>
            <span className="muted small">
              {" "}
              / {formatNumber(counts.delivered)}
              {rate && ` · ${formatShare(rate.share)}`}
            </span>
          </td>
        );
      })}
    </tr>
  );
}

function CutMenu({ cut }: { cut: Cut | null }) {
  const { search } = useLocation();
  const choices = [null, ...(Object.keys(CUTS) as Cut[])];
  return (
    <Menu
      label="Découper les résultats"
      align="end"
      opener={{ className: "chip chip--sm" }}
      button={
        <>
          {cut ? `Par ${CUTS[cut].toLowerCase()}` : "Découper par"}
          <Icon name="arrow-down-s-line" />
        </>
      }
    >
      {choices.map((choice) => (
        <MenuLink
          key={choice ?? "none"}
          to={withParams(search, { par: choice, dans: null, valeur: null, curseur: null }) || "?"}
          preventScrollReset
          replace
        >
          <span className="menu__check">{choice === cut && <Icon name="check-line" />}</span>
          <span className="fill">{choice ? CUTS[choice] : "Sans découpage"}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
