import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { pauseCampaign } from "#app/campaigns/control.server.ts";
import type { Route } from "./+types/pause";

export async function action({ context, params }: Route.ActionArgs) {
  await pauseCampaign(context.get(memberContext), params.id);
  return redirect(href("/campagnes/:id", { id: params.id }));
}
