import type { ReactNode } from "react";
import { Form, href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { CampaignStateLabel } from "#app/campaigns/state-label.tsx";
import { searchEverything } from "#app/search/search.server.ts";
import { formatNumber, plural } from "#app/ui/format.ts";
import { Empty } from "#app/ui/empty.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { withParams } from "#app/ui/url.ts";
import type { Route } from "./+types/search";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.q ? `« ${loaderData.q} » · ` : ""}Recherche · Essaim` },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const q = (url.searchParams.get("q") ?? "").trim().slice(0, 200);
  return { q, found: await searchEverything(context.get(memberContext), q) };
}

export default function Search({ loaderData: { q, found } }: Route.ComponentProps) {
  const total = found ? found.institutions.total + found.contacts.total + found.campaigns.total : 0;
  return (
    <>
      <PageHead
        title={q ? `Recherche : « ${q} »` : "Recherche"}
        lead={found && <span role="status">{plural(total, "résultat")}</span>}
      />
      <div className="page__body found">
        {(!found || total === 0) && <Nothing q={q} rather={found?.rather ?? null} />}
        {found && (
          <>
            <Answers title="Institutions" {...found.institutions} all={href("/institutions")} q={q}>
              {found.institutions.items.map((institution) => (
                <li key={institution.id} className="found__row">
                  <Link className="strong fr-raw-link" to={href("/institutions/:id", { id: institution.id })}>
                    {institution.name}
                  </Link>
                  <span className="muted clip">{place(institution)}</span>
                  {institution.opportunity && (
                    <span className="push">
                      <StageLabel stage={institution.opportunity.stage} />
                    </span>
                  )}
                </li>
              ))}
            </Answers>
            <Answers title="Contacts" {...found.contacts} all={href("/contacts")} q={q}>
              {found.contacts.items.map((contact) => (
                <li key={contact.id} className="found__row">
                  <Link className="strong fr-raw-link" to={href("/contacts/:id", { id: contact.id })}>
                    {[contact.firstName, contact.lastName].filter(Boolean).join(" ") || contact.email}
                  </Link>
                  <span className="muted clip">
                    {[contact.function, contact.institutionName].filter(Boolean).join(" · ")}
                  </span>
                  <span className="push muted clip">{contact.email ?? contact.phone}</span>
                </li>
              ))}
            </Answers>
            <Answers title="Campagnes" {...found.campaigns} q={q}>
              {found.campaigns.items.map((campaign) => (
                <li key={campaign.id} className="found__row">
                  <Link className="strong fr-raw-link" to={href("/campagnes/:id", { id: campaign.id })}>
                    {campaign.name}
                  </Link>
                  <span className="push">
                    <CampaignStateLabel state={campaign.state} />
                  </span>
                </li>
              ))}
            </Answers>
          </>
        )}
      </div>
    </>
  );
}

type AnswersProps = {
  title: string;
  items: unknown[];
  total: number;
  all?: string;
  q: string;
  children: ReactNode;
};

function Answers({ title, items, total, all, q, children }: AnswersProps) {
  if (total === 0) return null;
  return (
    <Section title={title} count={total}>
      <ul className="fr-raw-list">{children}</ul>
      {all && total > items.length && (
        <p className="found__more">
          <Link to={`${all}${withParams("", { q })}`}>Voir les {formatNumber(total)} dans la liste</Link>
        </p>
      )}
    </Section>
  );
}

/** What can be typed, when nothing was found or nothing was asked. */
function Nothing({ q, rather }: { q: string; rather: string | null }) {
  return (
    <>
      <Form className="row found__again" role="search">
        <label className="fr-sr-only" htmlFor="again">
          Rechercher
        </label>
        <input className="fr-input" id="again" type="search" name="q" defaultValue={q} />
        <button className="fr-btn fr-btn--sm">Rechercher</button>
      </Form>
      {rather && (
        <p className="found__more">
          Vouliez-vous dire{" "}
          <Link className="link strong" to={withParams("", { q: rather })}>
            {rather}
          </Link>
          {"\u00A0"}?
        </p>
      )}
      <Empty
        title={q ? `Rien ne répond à « ${q} »` : "Que cherchez-vous ?"}
        ways={[
          {
            icon: "government-line",
            title: "Une institution qui n’est pas dans l’annuaire",
            hint: "Ajoutez-la à votre produit.",
            to: href("/institutions/nouvelle"),
          },
        ]}
      >
        <p>
          Un nom, un sigle, un SIREN, un département (« ddtm 34 »), une personne, une adresse ou un téléphone.
          Les accents et la ponctuation ne comptent pas.
        </p>
      </Empty>
    </>
  );
}

function place({ territoryCode, departementName, departement, regionName }: Place): string {
  if (departementName) return `${departementName} (${departement})`;
  return regionName ?? territoryCode ?? "";
}

type Place = {
  territoryCode: string | null;
  departement: string | null;
  departementName: string | null;
  regionName: string | null;
};
