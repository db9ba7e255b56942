import { memberContext } from "#app/auth/context.ts";
import { resumeCampaign } from "#app/campaigns/control.server.ts";
import { thenBack } from "#app/campaigns/then-back.server.ts";
import type { Route } from "./+types/resume";

export const action = ({ context, params }: Route.ActionArgs) =>
  thenBack(params.id, () => resumeCampaign(context.get(memberContext), params.id));
