import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { updateFollowUp } from "#app/campaigns/steps.server.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { z } from "zod";
import type { Route } from "./+types/follow-up";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({ text: z.string() }), async (input) => {
    const setId = crypto.randomUUID();
    await updateFollowUp(context.get(memberContext), params.id, params.variantId, input, { setId });
    return answerForm(
      request,
      { setId, message: "Relance enregistrée." },
      href("/campagnes/:id", { id: params.id }),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
