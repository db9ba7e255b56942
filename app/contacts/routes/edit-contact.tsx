import { Form, href, Link, redirect } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { contactChange, contactName } from "#app/contacts/contact.ts";
import { ContactFields } from "#app/contacts/contact-form.tsx";
import { getContactFile } from "#app/contacts/contact-file.server.ts";
import { updateContact } from "#app/contacts/contacts.server.ts";
import { handleForm } from "#app/form.server.ts";
import { InstitutionPicker } from "#app/institutions/institution-picker.tsx";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { BaseField, pickFields } from "#app/versions/base-field.tsx";
import { orTwoVersions } from "#app/versions/versions.server.ts";
import { readBase } from "#app/versions/versions.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { refusal, SubmitButton, TextArea } from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/edit-contact";

export const meta: Route.MetaFunction = () => [{ title: "Modifier un contact · Essaim" }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireRole(member, "deployer");
  const file = await getContactFile(member, params.id);
  const nextId = url.searchParams.get("institution");
  const q = url.searchParams.get("q");
  const [next, found] = await Promise.all([
    nextId ? getInstitution(member, nextId) : null,
    q ? listInstitutions(member, { q, limit: 10 }) : null,
  ]);
  return { file, next: next && { id: next.id, name: next.name }, found: found?.items ?? [] };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, contactChange, (change, form) =>
    orTwoVersions(form, async () => {
      const base = readBase(form.get("base"));
      const { id } = await updateContact(context.get(memberContext), params.id, change, base);
      return redirect(href("/contacts/:id", { id }));
    }),
  );

export default function EditContact({ loaderData: { file, next, found }, actionData }: Route.ComponentProps) {
  const page = href("/contacts/:id", { id: file.id });
  const refused = refusal(actionData);
  return (
    <>
      <PageHead
        title="Modifier le contact"
        crumbs={[
          { label: "Contacts", to: href("/contacts") },
          { label: contactName(file), to: page },
        ]}
      />
      <div className="page__body split">
        <Form method="post" className="form">
          {next && (
            <p>
              Nouveau poste&nbsp;: <span className="strong">{next.name}</span>.{" "}
              <Link to="?" preventScrollReset>
                Garder {file.institutionName ?? "l’actuel"}
              </Link>
              <input type="hidden" name="institutionId" value={next.id} />
            </p>
          )}
          <ContactFields refused={refused} values={next ? { ...file, function: null } : file} />
          <BaseField
            answer={actionData}
            base={{ ...pickFields(next ? { ...file, function: null } : file, CONTACT_FIELDS) }}
            labels={CONTACT_WORDS}
          />
          <TextArea {...refused} name="note" label="Note" defaultValue={file.note} maxLength={5000} />
          <div className="row">
            <SubmitButton>Enregistrer</SubmitButton>
            <ButtonLink look="ghost" to={page}>
              Annuler
            </ButtonLink>
          </div>
        </Form>
        <Section title="A changé de poste">
          <p className="muted">
            Choisissez sa nouvelle institution : l’ancien poste garde sa date de fin, et l’ancienne adresse
            répond encore.
          </p>
          <InstitutionPicker found={found} param="institution" />
        </Section>
      </div>
    </>
  );
}

const CONTACT_WORDS = {
  ...{ firstName: "le prénom", lastName: "le nom", function: "la fonction", email: "le courriel" },
  ...{ phone: "le téléphone", note: "la note" },
};
const CONTACT_FIELDS = ["firstName", "lastName", "function", "email", "phone", "note"] as const;
