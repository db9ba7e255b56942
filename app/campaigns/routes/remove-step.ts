import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { removeStep } from "#app/campaigns/steps.server.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { z } from "zod";
import type { Route } from "./+types/remove-step";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({}), async () => {
    const setId = crypto.randomUUID();
    await removeStep(context.get(memberContext), params.id, params.stepId, { setId });
    return answerForm(
      request,
      { setId, message: "Relance retirée.", variantId: null },
      href("/campagnes/:id", { id: params.id }),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
