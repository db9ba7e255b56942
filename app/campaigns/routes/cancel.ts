import { memberContext } from "#app/auth/context.ts";
import { cancelCampaign } from "#app/campaigns/control.server.ts";
import { thenBack } from "#app/campaigns/then-back.server.ts";
import type { Route } from "./+types/cancel";

export const action = ({ context, params }: Route.ActionArgs) =>
  thenBack(params.id, () => cancelCampaign(context.get(memberContext), params.id));
