import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { deleteLink } from "#app/institutions/relations.server.ts";
import type { Route } from "./+types/remove-link";

export async function action({ context, params: { id, linkId } }: Route.ActionArgs) {
  await deleteLink(context.get(memberContext), linkId);
  return redirect(href("/institutions/:id", { id }));
}
