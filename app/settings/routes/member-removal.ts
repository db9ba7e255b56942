import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { removeMember } from "#app/settings/members.server.ts";
import type { Route } from "./+types/member-removal";

export async function action({ context, params }: Route.ActionArgs) {
  await removeMember(context.get(memberContext), params.id);
  return redirect(href("/reglages/membres"));
}
