import { Form, href, useNavigate } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { InstitutionPicker } from "#app/institutions/institution-picker.tsx";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { LinkGroups } from "#app/institutions/links.tsx";
import { RELATION_CHOICES, relationInput } from "#app/institutions/relation.ts";
import { createLink, listLinks } from "#app/institutions/relations.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormErrors, refusal, SelectField, SubmitButton } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/links";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Liens de ${loaderData?.institution.name ?? "l’institution"} · Essaim` },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { id, name } = await getInstitution(member, params.id);
  const q = url.searchParams.get("q");
  const otherId = url.searchParams.get("avec");
  const [groups, other, found] = await Promise.all([
    listLinks(member, id, { whole: true }),
    otherId ? getInstitution(member, otherId) : null,
    q ? listInstitutions(member, { q, limit: 10 }) : null,
  ]);
  return {
    ...{ institution: { id, name }, groups, canWrite: member.role !== "reader" },
    ...{ other: other && { id: other.id, name: other.name }, found: found?.items ?? [] },
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, relationInput, async (input) => {
    const { setId } = await createLink(context.get(memberContext), params.id, input);
    return answerForm(
      request,
      { setId, message: "Lien ajouté." },
      href("/institutions/:id", { id: params.id }),
    );
  });

export default function LinksPage({ loaderData, actionData }: Route.ComponentProps) {
  const { institution, groups, other, found, canWrite } = loaderData;
  const file = href("/institutions/:id", { id: institution.id });
  const refused = refusal(actionData);
  const navigate = useNavigate();
  useUndoToast(actionData, () => void navigate(file));
  return (
    <>
      <PageHead
        title="Liens"
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          { label: institution.name, to: file },
        ]}
      />
      <div className="page__body split">
        <Section title="Liens connus">
          {groups.length === 0 && <p className="muted">Aucun lien connu.</p>}
          <LinkGroups groups={groups} institutionId={institution.id} canWrite={canWrite} />
        </Section>
        {canWrite && (
          <Section title="Ajouter un lien">
            {other ? (
              <Form method="post" className="form">
                <FormErrors {...refused} />
                <input type="hidden" name="otherId" value={other.id} />
                <SelectField
                  {...refused}
                  name="link"
                  label={institution.name}
                  options={RELATION_CHOICES}
                  empty="Choisir le lien"
                  required
                />
                <p className="strong">{other.name}</p>
                {refused.errors?.otherId && (
                  <p className="fr-error-text">{refused.errors.otherId.join(" ")}</p>
                )}
                <div className="row">
                  <SubmitButton>Ajouter le lien</SubmitButton>
                  <ButtonLink look="ghost" to="?">
                    Choisir une autre institution
                  </ButtonLink>
                </div>
              </Form>
            ) : (
              <InstitutionPicker found={found} param="avec" />
            )}
          </Section>
        )}
      </div>
    </>
  );
}
