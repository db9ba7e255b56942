import { Form, href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { contactInput, contactName } from "#app/contacts/contact.ts";
import { ContactFields } from "#app/contacts/contact-form.tsx";
import { createContact } from "#app/contacts/contacts.server.ts";
import { SignaturePaste } from "#app/contacts/signature-paste.tsx";
import { handleForm } from "#app/form.server.ts";
import { InstitutionPicker } from "#app/institutions/institution-picker.tsx";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/new-contact";

export const meta: Route.MetaFunction = () => [{ title: "Ajouter un contact · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireRole(member, "deployer");
  const institutionId = url.searchParams.get("institution");
  const q = url.searchParams.get("q");
  const institution = institutionId ? await getInstitution(member, institutionId) : null;
  const found = q && !institution ? (await listInstitutions(member, { q, limit: 10 })).items : [];
  return { institution: institution && { id: institution.id, name: institution.name }, found };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, contactInput, async (input, form) => {
    const others = form.getAll("distinct").map(String).slice(0, 20);
    const contact = await createContact(context.get(memberContext), input, others);
    const added = { id: contact.id, name: contactName(contact) };
    return answerForm(request, { added }, href("/contacts/:id", { id: contact.id }));
  });

export default function NewContact({ loaderData: { institution, found }, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Ajouter un contact"
        crumbs={[{ label: "Contacts", to: href("/contacts") }]}
        lead={institution ? institution.name : "Choisissez d’abord son institution"}
      />
      <div className="page__body">
        {institution ? (
          // As a document, to be led to the contact once it is there.
          <Form method="post" className="form" reloadDocument>
            <input type="hidden" name="institutionId" value={institution.id} />
            <ContactFields refused={refusal(actionData)} somebodyNew />
            <div className="row">
              <SubmitButton>Ajouter le contact</SubmitButton>
              <ButtonLink look="ghost" to="?">
                Choisir une autre institution
              </ButtonLink>
            </div>
          </Form>
        ) : (
          <Section title="Institution">
            <SignaturePaste choosing />
            <InstitutionPicker found={found} param="institution" />
          </Section>
        )}
      </div>
    </>
  );
}
