import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { pauseMailbox, resumeMailbox } from "#app/outbox/mailboxes.server.ts";
import type { Route } from "./+types/mailbox-pause";

export async function action({ request, context, params }: Route.ActionArgs) {
  const set = (await request.formData()).get("paused") ? pauseMailbox : resumeMailbox;
  await set(context.get(memberContext), params.id);
  return redirect(href("/reglages/boites/:id", params), 303);
}
