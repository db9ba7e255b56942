import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { deleteContact } from "#app/contacts/contacts.server.ts";
import type { Route } from "./+types/remove-contact";

export async function action({ context, params }: Route.ActionArgs) {
  await deleteContact(context.get(memberContext), params.id);
  return redirect(href("/contacts"));
}
