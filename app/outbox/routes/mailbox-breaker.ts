import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { closeBreaker } from "#app/outbox/mailboxes.server.ts";
import type { Route } from "./+types/mailbox-breaker";

export async function action({ context, params }: Route.ActionArgs) {
  await closeBreaker(context.get(memberContext), params.id);
  return redirect(href("/reglages/boites/:id", params), 303);
}
