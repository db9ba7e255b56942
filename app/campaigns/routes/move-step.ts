import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { moveStep } from "#app/campaigns/steps.server.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { z } from "zod";
import type { Route } from "./+types/move-step";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({ way: z.enum(["up", "down"]) }), async ({ way }) => {
    const setId = crypto.randomUUID();
    await moveStep(context.get(memberContext), params.id, params.stepId, way, { setId });
    return answerForm(
      request,
      { setId, message: "Relance déplacée." },
      href("/campagnes/:id", { id: params.id }),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
