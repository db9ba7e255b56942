import { Form, href, redirect } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { handleForm } from "#app/form.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { countRoleAddresses, makeRoleContacts, type Whom } from "#app/institutions/role-addresses.server.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { Facts, PageHead } from "#app/ui/page.tsx";
import { z } from "zod";
import type { Route } from "./+types/role-addresses";

export const meta: Route.MetaFunction = () => [{ title: "Écrire aux adresses génériques · Essaim" }];

const MOST_IDS = 10_000;

/** Whom the link or the form means: `institutions` (ids), or what `q` and `institutionsFiltre` find. */
function whomOf({ institutions, institutionsFiltre, q }: Record<string, string | undefined>): Whom {
  if (institutions === undefined) return { filter: parseFilter(institutionsFiltre ?? null), q: q ?? null };
  return {
    ids: institutions
      .split(",")
      .filter(Boolean)
      .slice(0, MOST_IDS)
      .map((id) => uuidOr404(id, "Cette institution")),
  };
}

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireRole(member, "deployer");
  const asked = Object.fromEntries(url.searchParams);
  const whom = whomOf(asked);
  const [counts, only] = await Promise.all([
    countRoleAddresses(member, whom),
    "ids" in whom && whom.ids.length === 1 ? getInstitution(member, whom.ids[0]!) : null,
  ]);
  return { counts, asked, only: only && { id: only.id, name: only.name, email: only.email } };
}

const schema = z.object({
  institutions: z.string().optional(),
  institutionsFiltre: z.string().optional(),
  q: z.string().max(200).optional(),
});

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, schema, async (asked) => {
    await makeRoleContacts(context.get(memberContext), whomOf(asked));
    const known = Object.entries(asked).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return redirect(`${href("/campagnes/nouvelle")}?${new URLSearchParams([...known, ["generiques", "1"]])}`);
  });

export default function RoleAddresses({
  loaderData: { counts, asked, only },
  actionData,
}: Route.ComponentProps) {
  const { institutions, withAddress, known } = counts;
  const refused = refusal(actionData);
  const back = only ? href("/institutions/:id", { id: only.id }) : href("/institutions");
  return (
    <>
      <PageHead
        title="Écrire aux adresses génériques"
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          ...(only ? [{ label: only.name, to: back }] : []),
        ]}
        lead="L’adresse d’une fonction (accueil, secrétariat) n’est pas celle d’une personne : on peut lui écrire avant de connaître quelqu’un."
      />
      <div className="page__body settings">
        {withAddress === 0 ? (
          <Empty
            title={
              only
                ? "Cette institution n’a pas de courriel générique"
                : `Aucun courriel générique parmi ${plural(institutions, "institution")}`
            }
            ways={[
              {
                ...{ icon: "upload-2-line", title: "Charger l’annuaire de l’administration" },
                ...{
                  hint: "Il donne à chaque institution son courriel et son téléphone.",
                  to: href("/reglages/annuaire"),
                },
              },
            ]}
          />
        ) : (
          <Form method="post" className="stack stack--lg">
            <FormErrors {...refused} />
            {Object.entries(asked).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Facts
              facts={[
                only
                  ? { term: "Adresse", value: only.email ?? "" }
                  : {
                      term: "Institutions",
                      value: formatNumber(institutions),
                      source: `dont ${formatNumber(withAddress)} avec un courriel générique`,
                    },
                { term: "Déjà dans vos contacts", value: formatNumber(known) },
                {
                  term: "À ajouter",
                  value: formatNumber(withAddress - known),
                  source: "comme contacts de fonction, avec leur source",
                },
              ]}
            />
            <div className="row">
              <SubmitButton>
                Écrire à {plural(withAddress, "adresse générique", "adresses génériques")}
              </SubmitButton>
              <ButtonLink look="ghost" to={back}>
                Annuler
              </ButtonLink>
            </div>
            <p className="small muted">
              Rien ne part : vous préparez d’abord la campagne. Une opposition déjà faite est respectée.
            </p>
          </Form>
        )}
      </div>
    </>
  );
}
