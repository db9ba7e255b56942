import { href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { scheduleCampaign } from "#app/campaigns/schedule.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/schedule";

const schema = z.object({ at: z.string(), version: z.coerce.number().int().optional() });

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async (input) => {
    await scheduleCampaign(context.get(memberContext), params.id, input);
    return redirect(href("/campagnes/:id", { id: params.id }));
  });
