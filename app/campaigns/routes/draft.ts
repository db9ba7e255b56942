import { memberContext } from "#app/auth/context.ts";
import type { SaveAnswer, StaleDraft } from "#app/campaigns/draft-saver.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import type { CampaignPatch } from "#app/campaigns/campaign.ts";
import { AppError } from "#app/errors.ts";
import type { Route } from "./+types/draft";

/** What the composer saves as it is typed: asked by its own script, answered to it. */
export async function action({ request, context, params, url }: Route.ActionArgs) {
  const fields = Object.fromEntries(await request.formData()) as unknown as CampaignPatch;
  const variantId = url.searchParams.get("variante") ?? undefined;
  try {
    const { version } = await updateCampaign(context.get(memberContext), params.id, {
      ...fields,
      variantId,
    });
    return Response.json({ version } satisfies SaveAnswer);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json(refused(error), { status: error.status });
  }
}

function refused({ message, fields, details }: AppError): SaveAnswer {
  const refusal = Object.values(fields ?? {})[0] ?? message;
  return details && "clashes" in details ? { refusal, stale: details as StaleDraft } : { refusal };
}
