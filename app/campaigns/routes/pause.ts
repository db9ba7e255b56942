import { memberContext } from "#app/auth/context.ts";
import { pauseCampaign } from "#app/campaigns/control.server.ts";
import { thenBack } from "#app/campaigns/then-back.server.ts";
import type { Route } from "./+types/pause";

export const action = ({ context, params }: Route.ActionArgs) =>
  thenBack(params.id, () => pauseCampaign(context.get(memberContext), params.id));
