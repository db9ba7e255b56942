import "#app/key-accounts/key-accounts.css";
import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { WeightMenu } from "#app/contacts/weight-menu.tsx";
import { ROLE_LABELS } from "#app/contacts/position.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { Matrix } from "#app/key-accounts/matrix.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/actors";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Acteurs, ${loaderData?.institution.name ?? "institution"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { id, name } = await getInstitution(member, params.id);
  const people = (await listContactsAt(member, id)).filter(({ left }) => !left);
  return { institution: { id, name }, people, canWrite: member.role !== "reader" };
}

export default function Actors({ loaderData: { institution, people, canWrite } }: Route.ComponentProps) {
  const file = href("/institutions/:id", { id: institution.id });
  return (
    <>
      <PageHead
        title="Influence et intérêt"
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          { label: institution.name, to: file },
        ]}
        lead="Qui pèse dans la décision, et qui y tient : les flèches du clavier ou le menu déplacent une personne."
      />
      <div className="page__body stack">
        {people.length === 0 ? (
          <Empty
            title="Personne n’est encore connu ici"
            ways={[
              {
                ...{
                  icon: "user-add-line",
                  title: "Ajouter une personne",
                  hint: "Un nom ou une adresse suffit.",
                },
                to: `${href("/contacts/nouveau")}?institution=${institution.id}`,
              },
            ]}
          />
        ) : (
          <>
            <Matrix people={people} canWrite={canWrite} />
            <Section title="Les mêmes, en tableau" count={people.length}>
              <table className="table actors">
                <thead>
                  <tr>
                    <th scope="col">Nom</th>
                    <th scope="col">Fonction</th>
                    <th scope="col" className="w-6">
                      Rôle
                    </th>
                    <th scope="col" className="w-4 num">
                      Influence
                    </th>
                    <th scope="col" className="w-4 num">
                      Intérêt
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {people.map((person) => (
                    <tr key={person.positionId}>
                      <td>
                        <Link className="strong fr-raw-link" to={href("/contacts/:id", { id: person.id })}>
                          {person.name}
                        </Link>
                      </td>
                      <td className="muted">{person.function}</td>
                      <td>
                        {canWrite ? (
                          <WeightMenu person={person} />
                        ) : (
                          person.decisionRole && ROLE_LABELS[person.decisionRole]
                        )}
                      </td>
                      <td className="num">{person.influence ?? <span className="muted">à dire</span>}</td>
                      <td className="num">{person.interest ?? <span className="muted">à dire</span>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
          </>
        )}
      </div>
    </>
  );
}
