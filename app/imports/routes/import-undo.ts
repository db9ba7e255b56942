import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { askUndo } from "#app/imports/undo.server.ts";
import type { Route } from "./+types/import-undo";

export async function action({ context, params: { id } }: Route.ActionArgs) {
  await askUndo(context.get(memberContext), id);
  return redirect(href("/imports/:id", { id }));
}
