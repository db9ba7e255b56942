import { memberContext } from "#app/auth/context.ts";
import { tryMailbox } from "#app/outbox/mailboxes.server.ts";
import type { Route } from "./+types/mailbox-trial";

export async function action({ context, params }: Route.ActionArgs) {
  return { trouble: (await tryMailbox(context.get(memberContext), params.id)) ?? null };
}
