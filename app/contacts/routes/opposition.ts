import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import type { Route } from "./+types/opposition";

export async function action({ context, params: { id } }: Route.ActionArgs) {
  await recordOpposition(context.get(memberContext), id);
  return redirect(href("/contacts/:id", { id }));
}
