import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { startImport } from "#app/imports/imports.server.ts";
import type { Route } from "./+types/import-launch";

export async function action({ context, params: { id } }: Route.ActionArgs) {
  await startImport(context.get(memberContext), id);
  return redirect(href("/imports/:id", { id }));
}
