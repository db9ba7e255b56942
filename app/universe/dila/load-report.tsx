import type { ReactNode } from "react";
import { formatDate, formatDateTime, formatNumber, plural } from "#app/ui/format.ts";
import { type Fact, Facts, Section } from "#app/ui/page.tsx";
import { BY_LABELS, CHANGE_LABELS, type Changes, type Tally } from "./load.ts";
import type { Load } from "./loads.server.ts";
import { typeLabel } from "./pivots.ts";

const SHOWN_TYPES = 12;

/** What was read, and what would change: before anything is written. */
export function LoadReport({
  load,
  changes,
  children,
}: {
  load: Load;
  changes: Changes;
  children: ReactNode;
}) {
  const { counts, vintage, state, appliedAt } = load;
  return (
    <Section title="Ce que dit le fichier" count={counts.read}>
      <div className="stack stack--lg">
        <p className="muted">
          {load.fileName}, déposé le {formatDateTime(load.createdAt)}
          {vintage && ` ; ses fiches vont jusqu’au ${formatDate(vintage)}`}.
        </p>
        <Facts facts={outcomes(counts)} />
        <Types byType={counts.byType} />
        <Reasons reasons={counts.reasons} />
      </div>
      <div className="stack dila__changes">
        <h3>{state === "applied" ? "Ce qui reste à écrire" : "Ce qui changera"}</h3>
        {changes.institutions > 0 ? (
          <>
            <Facts facts={changesOf(changes)} />
            {children}
          </>
        ) : (
          <p>Rien : chaque institution rattachée porte déjà ce que dit ce fichier.</p>
        )}
        {appliedAt && (
          <p className="small muted">
            Appliqué le {formatDateTime(appliedAt)}.
            {counts.circular > 0 && ` ${plural(counts.circular, "lien")} de tutelle en boucle : non repris.`}
          </p>
        )}
      </div>
    </Section>
  );
}

function outcomes({ matched, ambiguous, unmatched, refused, by }: Load["counts"]): Fact[] {
  const how = Object.entries(BY_LABELS).flatMap(([key, label]) =>
    by[key] ? [`${label} ${formatNumber(by[key])}`] : [],
  );
  return [
    { term: "Rattachées", value: formatNumber(matched), source: how.length > 0 && `par ${how.join(", ")}` },
    { term: "À trancher", value: formatNumber(ambiguous) },
    { term: "Sans institution", value: formatNumber(unmatched) },
    { term: "Refusées", value: formatNumber(refused) },
  ];
}

function changesOf(changes: Changes): Fact[] {
  return Object.entries(CHANGE_LABELS)
    .filter(([fact]) => changes[fact as keyof Changes] > 0)
    .map(([fact, term]) => ({ term, value: formatNumber(changes[fact as keyof Changes]) }));
}

function Types({ byType }: { byType: Record<string, Tally> }) {
  const types = Object.entries(byType).sort(([, a], [, b]) => b.matched - a.matched || b.read - a.read);
  const others = types.slice(SHOWN_TYPES);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section className="table-scroll" aria-label="Les fiches par type d’organisme" tabIndex={0}>
      <table className="table table--plain dila__types">
        <caption className="fr-sr-only">Les fiches par type d’organisme</caption>
        <thead>
          <tr>
            <th scope="col">Type</th>
            {COLUMNS.map(([key, label]) => (
              <th key={key} scope="col" className="num">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.slice(0, SHOWN_TYPES).map(([type, tally]) => (
            <tr key={type}>
              <td title={type}>{typeLabel(type)}</td>
              {COLUMNS.map(([key]) => (
                <td key={key} className="num">
                  {formatNumber(tally[key])}
                </td>
              ))}
            </tr>
          ))}
          {others.length > 0 && (
            <tr>
              <td className="muted">et {plural(others.length, "autre type", "autres types")}</td>
              {COLUMNS.map(([key]) => (
                <td key={key} className="num">
                  {formatNumber(others.reduce((sum, [, tally]) => sum + tally[key], 0))}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

const COLUMNS: [keyof Tally, string][] = [
  ["read", "Lues"],
  ["matched", "Rattachées"],
  ["ambiguous", "À trancher"],
  ["unmatched", "Sans"],
  ["refused", "Refusées"],
];

function Reasons({ reasons }: { reasons: Load["counts"]["reasons"] }) {
  if (reasons.length === 0) return null;
  return (
    <details>
      <summary>
        Pourquoi{" "}
        {reasons.some(({ match }) => match === "refused")
          ? "refusées, à trancher ou sans institution"
          : "à trancher ou sans institution"}
      </summary>
      <ul className="dila__reasons">
        {reasons.map(({ match, reason, count }) => (
          <li key={match + reason}>
            <span className="num">{formatNumber(count)}</span> {WORDS[match]}&nbsp;: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

const WORDS: Record<string, string> = {
  ambiguous: "à trancher",
  unmatched: "sans institution",
  refused: "refusées",
};
