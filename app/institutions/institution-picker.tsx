import { Link, useLocation } from "react-router";
import { ListSearch } from "#app/filters/list-search.tsx";
import { withParams } from "#app/ui/url.ts";
import { kindLabel, placeLabel } from "./kinds.ts";
import type { InstitutionRow } from "./institution-row.server.ts";

export type Found = Pick<
  InstitutionRow,
  "id" | "name" | "kind" | "departement" | "departementName" | "regionName"
>;

/** Chooses one institution by searching it; the choice is a link that sets `param`. */
export function InstitutionPicker({ found, param }: { found: Found[]; param: string }) {
  const { search } = useLocation();
  const q = new URLSearchParams(search).get("q");
  return (
    <div className="stack">
      <ListSearch label="Chercher l’institution" placeholder="Nom, sigle, lieu, SIREN…" />
      <ul className="fr-raw-list picker" aria-live="polite">
        {found.map((institution) => (
          <li key={institution.id}>
            <Link
              className="picker__line fr-raw-link"
              to={withParams(search, { [param]: institution.id, q: null })}
            >
              <span className="strong clip">{institution.name}</span>
              <span className="small muted clip">
                {[kindLabel(institution.kind), placeLabel(institution)].filter(Boolean).join(" · ")}
              </span>
            </Link>
          </li>
        ))}
        {q && found.length === 0 && <li className="muted">Aucune institution pour « {q} ».</li>}
      </ul>
    </div>
  );
}
