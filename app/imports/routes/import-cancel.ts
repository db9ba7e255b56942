import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { cancelImport } from "#app/imports/imports.server.ts";
import type { Route } from "./+types/import-cancel";

export async function action({ context, params: { id } }: Route.ActionArgs) {
  await cancelImport(context.get(memberContext), id);
  return redirect(href("/imports"));
}
