import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { removeExperiment } from "#app/experiments/experiments.server.ts";
import type { Route } from "./+types/removal";

export async function action({ context, params }: Route.ActionArgs) {
  await removeExperiment(context.get(memberContext), params.id);
  return redirect(href("/campagnes/:id/echappee", { id: params.id }));
}
