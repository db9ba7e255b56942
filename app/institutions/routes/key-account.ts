import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { setKeyAccount } from "#app/institutions/key-account.server.ts";
import type { Route } from "./+types/key-account";

export async function action({ request, context, params: { id } }: Route.ActionArgs) {
  const form = await request.formData();
  await setKeyAccount(context.get(memberContext), id, form.get("grand-compte") === "oui");
  return redirect(href("/institutions/:id", { id }));
}
