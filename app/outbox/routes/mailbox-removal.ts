import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { removeMailbox } from "#app/outbox/mailbox-removal.server.ts";
import type { Route } from "./+types/mailbox-removal";

export async function action({ context, params }: Route.ActionArgs) {
  const setId = crypto.randomUUID();
  await removeMailbox(context.get(memberContext), params.id, { setId });
  return redirect(`${href("/reglages/boites")}?annulable=${setId}`, 303);
}
