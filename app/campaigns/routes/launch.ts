import { href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/launch";

const schema = z.object({ version: z.coerce.number().int().optional() });

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ version }) => {
    await launchCampaign(context.get(memberContext), params.id, { version });
    return redirect(href("/campagnes/:id", { id: params.id }));
  });
