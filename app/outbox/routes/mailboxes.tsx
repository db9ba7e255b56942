import { Form } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { MailboxFields } from "#app/outbox/mailbox-fields.tsx";
import { MailboxRow } from "#app/outbox/mailbox-row.tsx";
import { createMailbox, listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/mailboxes";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { mailboxes: await listMailboxes(member), writes: member.role !== "reader" };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, mailboxForm, async (input) => {
    const { id } = await createMailbox(context.get(memberContext), input);
    return { saved: true, id };
  });

export default function Mailboxes({ loaderData: { mailboxes, writes }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  useSavedToast(actionData, "Boîte ajoutée.");
  const added = actionData && "id" in actionData ? actionData.id : "new";
  return (
    <>
      <Section title="Boîtes d’envoi" count={mailboxes.length}>
        {mailboxes.length === 0 && (
          <p className="muted settings__empty">
            Une campagne part d’une boîte. Le plus sûr est une adresse dédiée à votre produit, sur son propre
            domaine, avec un serveur qui l’authentifie.
          </p>
        )}
        <ul className="fr-raw-list">
          {mailboxes.map((mailbox) => (
            <MailboxRow key={mailbox.id} mailbox={mailbox} writes={writes} />
          ))}
        </ul>
      </Section>
      {writes && (
        <Section title="Ajouter une boîte">
          {/* A new key once added: the form is empty again. */}
          <Form method="post" className="stack stack--lg" key={added}>
            <FormErrors {...refused} />
            <MailboxFields {...refused} />
            <p>
              <SubmitButton>Ajouter la boîte</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
    </>
  );
}
