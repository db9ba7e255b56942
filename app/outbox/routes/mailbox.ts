import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { updateMailbox } from "#app/outbox/mailboxes.server.ts";
import type { Route } from "./+types/mailbox";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, mailboxForm, async ({ smtpUrl, ...input }) => {
    // An empty server means « keep it »: the URL was never shown.
    await updateMailbox(context.get(memberContext), params.id, smtpUrl ? { ...input, smtpUrl } : input);
    return { saved: true };
  });
