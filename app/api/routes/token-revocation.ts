import { href, redirect } from "react-router";
import { revokeToken } from "#app/api/tokens.server.ts";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import type { Route } from "./+types/token-revocation";

export async function action({ context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  requireRole(member, "admin");
  await revokeToken(member, params.id);
  return redirect(href("/reglages/jetons"));
}
