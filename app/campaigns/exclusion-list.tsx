import { formatNumber } from "#app/ui/format.ts";
import { EXCLUSION_LABELS } from "./exclusion.ts";
import { PeopleList } from "./people-list.tsx";
import type { NamedExclusion } from "./people.server.ts";

/**
 * « Qui n’y est pas, et pourquoi »: a count a reason, which opens on the names.
 * @param of whose audience it is, as `campagnes/personnes` is asked for the others
 */
export function ExclusionList({ excluded, of }: { excluded: NamedExclusion[]; of: Record<string, string> }) {
  return (
    <ul className="fr-raw-list">
      {excluded.map(({ reason, detail, place, count, people }) => (
        <li key={`${reason} ${detail} ${place}`}>
          <details className="why">
            <summary className="why__head">
              <span className="num strong">{formatNumber(count)}</span>
              <span>
                {EXCLUSION_LABELS[reason]}
                {(detail ?? place) && (
                  <span className="source">{[detail, place].filter(Boolean).join(" · ")}</span>
                )}
              </span>
            </summary>
            <PeopleList
              key={count}
              people={people}
              count={count}
              of={{ ...of, motif: reason, detail: detail ?? "", ou: place ?? "" }}
            />
          </details>
        </li>
      ))}
    </ul>
  );
}
