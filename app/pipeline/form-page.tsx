import type { ReactNode } from "react";
import { Form, href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Opportunity } from "./opportunity.ts";

/** A page that is one form about one partnership. */
export function FormPage({
  opportunity,
  title,
  submit,
  refused,
  children,
  after,
}: {
  opportunity: Pick<Opportunity, "institutionId" | "institutionName" | "version">;
  title: string;
  submit: string;
  refused: FormAnswer;
  children: ReactNode;
  /** Under the form. */
  after?: ReactNode;
}) {
  const { institutionId, institutionName, version } = opportunity;
  const crumbs = [
    { label: "Pipeline", to: href("/partenariats") },
    { label: institutionName, to: href("/institutions/:id", { id: institutionId }) },
  ];
  return (
    <>
      <PageHead title={title} crumbs={crumbs} />
      <div className="page__body">
        <Form method="post" className="form">
          <FormErrors {...refused} />
          <input type="hidden" name="version" value={version} />
          {children}
          <div className="row">
            <SubmitButton>{submit}</SubmitButton>
            <ButtonLink look="ghost" to={href("/partenariats")}>
              Annuler
            </ButtonLink>
          </div>
        </Form>
        {after}
      </div>
    </>
  );
}
