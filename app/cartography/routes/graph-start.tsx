import { href, Link, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { Lenses } from "#app/cartography/lenses.tsx";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { InstitutionPicker } from "#app/institutions/institution-picker.tsx";
import { kindLabel, placeLabel } from "#app/institutions/kinds.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/graph-start";

export const meta: Route.MetaFunction = () => [{ title: "Liens · Cartographie · Essaim" }];

const SHOWN = 12;

/** Whose links: an institution is chosen, and its graph opens. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const chosen = url.searchParams.get("institution");
  if (chosen) {
    const { id } = await getInstitution(member, chosen);
    throw redirect(href("/institutions/:id/graphe", { id }));
  }
  const q = url.searchParams.get("q");
  const filter = { field: "inPipeline", op: "is", value: true } as const;
  const [found, ours] = await Promise.all([
    q ? listInstitutions(member, { q, limit: 10 }) : null,
    listInstitutions(member, { filter, sort: "-lastInteractionAt", limit: SHOWN }),
  ]);
  return { found: found?.items ?? [], ours: ours.items };
}

export default function GraphStart({ loaderData: { found, ours } }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Liens entre institutions"
        crumbs={[{ label: "Cartographie", to: href("/cartographie") }]}
        beside={<Lenses current="Liens" />}
        lead="Qui est au-dessus de qui, qui est membre de quoi, qui prescrit : choisissez d’où partir."
      />
      <div className="page__body split">
        <Section title="Choisir une institution">
          <InstitutionPicker found={found} param="institution" />
        </Section>
        <Section title="Vos partenariats, les derniers touchés">
          {ours.length === 0 && (
            <p className="muted">Aucun encore : cherchez une institution, son graphe existe déjà.</p>
          )}
          <ul className="fr-raw-list picker">
            {ours.map((institution) => (
              <li key={institution.id}>
                <Link
                  className="picker__line fr-raw-link"
                  to={href("/institutions/:id/graphe", { id: institution.id })}
                >
                  <span className="strong clip">{institution.name}</span>
                  <span className="small muted clip">
                    {[kindLabel(institution.kind), placeLabel(institution)].filter(Boolean).join(" · ")}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
