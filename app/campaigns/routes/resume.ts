import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { resumeCampaign } from "#app/campaigns/control.server.ts";
import type { Route } from "./+types/resume";

export async function action({ context, params }: Route.ActionArgs) {
  await resumeCampaign(context.get(memberContext), params.id);
  return redirect(href("/campagnes/:id", { id: params.id }));
}
