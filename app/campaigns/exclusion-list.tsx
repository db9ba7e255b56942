import { href, Link } from "react-router";
import { formatNumber, plural } from "#app/ui/format.ts";
import { EXCLUSION_LABELS } from "./exclusion.ts";
import type { NamedExclusion } from "./people.server.ts";

/** « Qui n’y est pas, et pourquoi »: a count a reason, which opens on the names. */
export function ExclusionList({ excluded }: { excluded: NamedExclusion[] }) {
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
            <ul className="fr-raw-list why__people">
              {people.map(({ contactId, name, institution }) => (
                <li key={contactId} className="clip">
                  <Link className="fr-raw-link" to={href("/contacts/:id", { id: contactId })}>
                    {name}
                  </Link>
                  {institution && <span className="source clip">{institution}</span>}
                </li>
              ))}
              {count > people.length && (
                <li className="muted small">et {plural(count - people.length, "autre")}</li>
              )}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
