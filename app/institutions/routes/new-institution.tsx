import { data, Form, href, redirect, useSearchParams } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { handleForm } from "#app/form.server.ts";
import { typedValues } from "#app/form.ts";
import { institutionInput } from "#app/institutions/institution.ts";
import { InstitutionFields } from "#app/institutions/institution-fields.tsx";
import { createInstitution } from "#app/institutions/institutions.server.ts";
import { LikeNames, useLikeNames } from "#app/institutions/like-names.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/new-institution";

export const meta: Route.MetaFunction = () => [{ title: "Ajouter une institution · Essaim" }];

type Existing = { id: string; name: string };

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, institutionInput, async (input, form) => {
    try {
      const { id } = await createInstitution(context.get(memberContext), input);
      return redirect(href("/institutions/:id", { id }));
    } catch (error) {
      const existing = error instanceof AppError && (error.details?.existing as Existing | undefined);
      if (!existing) throw error;
      const errors = Object.fromEntries(
        Object.entries(error.fields ?? {}).map(([name, why]) => [name, [why]]),
      );
      return data({ errors, values: typedValues(form), existing }, { status: error.status });
    }
  });

export default function NewInstitution({ actionData }: Route.ComponentProps) {
  const [params] = useSearchParams();
  const { likeNames, look } = useLikeNames();
  const refused = refusal(actionData);
  const existing = actionData && "existing" in actionData ? actionData.existing : null;
  return (
    <>
      <PageHead
        title="Ajouter une institution"
        crumbs={[{ label: "Institutions", to: href("/institutions") }]}
        lead="Elle sera visible de votre produit seul."
      />
      <div className="page__body">
        <Form method="post" className="form">
          <InstitutionFields refused={refused} values={{ name: params.get("nom") }} official onName={look} />
          <LikeNames likeNames={existing ? [existing] : likeNames} />
          <SubmitButton>Ajouter l’institution</SubmitButton>
        </Form>
      </div>
    </>
  );
}
