import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { revokeInvitation } from "#app/settings/members.server.ts";
import type { Route } from "./+types/invitation-removal";

export async function action({ context, params }: Route.ActionArgs) {
  await revokeInvitation(context.get(memberContext), params.id);
  return redirect(href("/reglages/membres"));
}
