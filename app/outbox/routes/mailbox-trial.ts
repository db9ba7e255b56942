import { memberContext } from "#app/auth/context.ts";
import { tryMailbox } from "#app/outbox/mailboxes.server.ts";
import { tryInbox } from "#app/outbox/mailbox-entry.server.ts";
import type { Route } from "./+types/mailbox-trial";

export async function action({ context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const [smtp, imap] = await Promise.all([tryMailbox(member, params.id), tryInbox(member, params.id)]);
  return { trouble: [smtp, imap].filter(Boolean).join(" ") || null };
}
