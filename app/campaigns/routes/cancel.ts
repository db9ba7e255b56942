import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { cancelCampaign } from "#app/campaigns/control.server.ts";
import type { Route } from "./+types/cancel";

export async function action({ context, params }: Route.ActionArgs) {
  await cancelCampaign(context.get(memberContext), params.id);
  return redirect(href("/campagnes/:id", { id: params.id }));
}
