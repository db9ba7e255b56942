import { Form } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";
import { MailboxFields } from "./mailbox-fields.tsx";
import type { Mailbox } from "./mailboxes.server.ts";

/**
 * A new mailbox, or changes to one. Both servers are tried before anything is written; a refusal leaves everything as
 * it was typed, passwords included, and lets one keep it all the same.
 */
export function MailboxForm({
  refused,
  submit,
  known,
}: {
  refused: FormAnswer;
  submit: string;
  known?: Mailbox;
}) {
  const unreachable = Object.keys(refused.errors ?? {}).some((field) => /^(smtp|imap)/.test(field));
  return (
    <Form method="post" className="stack stack--lg" noValidate={unreachable}>
      <FormErrors {...refused} />
      <MailboxFields {...refused} {...(known && { known })} />
      <div className="row">
        <SubmitButton busy="Essai de la connexion…">{submit}</SubmitButton>
        {unreachable && (
          <Button type="submit" name="anyway" value="oui" look="tertiary">
            Enregistrer sans essayer
          </Button>
        )}
      </div>
    </Form>
  );
}
