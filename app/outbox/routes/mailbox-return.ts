import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { putMailboxBack } from "#app/outbox/mailbox-removal.server.ts";
import type { Route } from "./+types/mailbox-return";

export async function action({ context, params }: Route.ActionArgs) {
  await putMailboxBack(context.get(memberContext), params.id);
  return redirect(href("/reglages/boites/:id", params), 303);
}
