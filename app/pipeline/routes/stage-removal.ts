import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { removeStage } from "#app/pipeline/stage-settings.server.ts";
import type { Route } from "./+types/stage-removal";

export async function action({ request, context, params }: Route.ActionArgs) {
  const destination = (await request.formData()).get("destination");
  const to = typeof destination === "string" && destination !== "" ? destination : null;
  const setId = crypto.randomUUID();
  await removeStage(context.get(memberContext), params.id, to, { setId });
  return redirect(`${href("/reglages/etapes")}?annulable=${setId}`, 303);
}
