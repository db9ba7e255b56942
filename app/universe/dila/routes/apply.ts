import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { requestApplication } from "#app/universe/dila/apply.server.ts";
import type { Route } from "./+types/apply";

export async function action({ context }: Route.ActionArgs) {
  await requestApplication(context.get(memberContext));
  return redirect(href("/reglages/annuaire/dila"));
}
