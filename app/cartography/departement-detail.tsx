import { href, Link } from "react-router";
import { filterParam } from "#app/filters/filter-tree.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { plural } from "#app/ui/format.ts";
import { Due } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";
import type { CoverageRow } from "./coverage.server.ts";

type Props = {
  departement: CoverageRow;
  opportunities: {
    id: string;
    institutionId: string;
    institutionName: string;
    stage: string;
    nextAction: string | null;
    nextActionAt: string | null;
  }[];
  today: Date;
};

/** The partnerships of the département chosen on the map or in the table, and the way to their lists. */
export function DepartementDetail({ departement, opportunities, today }: Props) {
  const filtre = filterParam({ field: "departement", op: "is", value: departement.code });
  const more = departement.count - opportunities.length;
  return (
    <section className="carto__detail" aria-labelledby="departement">
      <h2 className="carto__name" id="departement">
        {departement.name} <span className="muted">{departement.code}</span>
      </h2>
      <p aria-live="polite">
        {departement.count > 0
          ? plural(departement.count, "partenariat")
          : "Aucun partenariat dans ce département."}
      </p>
      {opportunities.length > 0 && (
        <ul className="fr-raw-list">
          {opportunities.map((opportunity) => (
            <li key={opportunity.id} className="row row--wrap carto__line">
              <Link
                className="strong fr-raw-link"
                to={href("/institutions/:id", { id: opportunity.institutionId })}
              >
                {opportunity.institutionName}
              </Link>
              <span className="muted">{opportunity.stage}</span>
              <span className="push">
                {opportunity.nextAction} <Due date={opportunity.nextActionAt} today={today} />
              </span>
            </li>
          ))}
          {more > 0 && <li className="muted">et {plural(more, "autre")}</li>}
        </ul>
      )}
      <p className="row row--wrap">
        {departement.count > 0 && (
          <ButtonLink look="secondary" to={`${href("/partenariats")}${withParams("", { filtre })}`}>
            Voir les partenariats
          </ButtonLink>
        )}
        <ButtonLink look="tertiary" to={`${href("/institutions")}${withParams("", { filtre })}`}>
          Voir les institutions
        </ButtonLink>
      </p>
    </section>
  );
}
