import { Form, href, redirect } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { COLUMNS } from "#app/history/columns.ts";
import { institutionChange } from "#app/institutions/institution.ts";
import { InstitutionFields } from "#app/institutions/institution-fields.tsx";
import { getInstitution, updateInstitution } from "#app/institutions/institutions.server.ts";
import { BaseField } from "#app/versions/base-field.tsx";
import { orTwoVersions } from "#app/versions/versions.server.ts";
import { readBase } from "#app/versions/versions.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/edit-institution";

export const meta: Route.MetaFunction = () => [{ title: "Corriger une institution · Essaim" }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireRole(member, "deployer");
  const { id, name, acronym, kind, siren, siret, territoryCode, email, phone, website, own } =
    await getInstitution(member, params.id);
  return { id, own, values: { name, acronym, kind, siren, siret, territoryCode, email, phone, website } };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, institutionChange, (change, form) =>
    orTwoVersions(form, async () => {
      const base = readBase(form.get("base"));
      const { id } = await updateInstitution(context.get(memberContext), params.id, change, base);
      return redirect(href("/institutions/:id", { id }));
    }),
  );

export default function EditInstitution({
  loaderData: { id, own, values },
  actionData,
}: Route.ComponentProps) {
  const file = href("/institutions/:id", { id });
  return (
    <>
      <PageHead
        title={own ? "Modifier l’institution" : "Corriger pour votre produit"}
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          { label: values.name, to: file },
        ]}
        lead={
          own
            ? null
            : "Vos corrections ne se voient que dans votre produit ; l’annuaire partagé garde sa version, et vous la vôtre."
        }
      />
      <div className="page__body">
        <Form method="post" className="form">
          <BaseField answer={actionData} base={values} labels={WORDS} />
          <InstitutionFields refused={refusal(actionData)} values={values} official={own} />
          <div className="row">
            <SubmitButton>Enregistrer</SubmitButton>
            <ButtonLink look="ghost" to={file}>
              Annuler
            </ButtonLink>
          </div>
        </Form>
      </div>
    </>
  );
}

const WORDS = Object.fromEntries(
  Object.entries(COLUMNS.Institution!).map(([field, { label }]) => [field, label]),
);
