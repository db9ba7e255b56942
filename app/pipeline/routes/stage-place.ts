import { href } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { moveStage } from "#app/pipeline/stage-settings.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/stage-place";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({ way: z.enum(["up", "down"]) }), async ({ way }) => {
    const setId = crypto.randomUUID();
    await moveStage(context.get(memberContext), params.id, way, { setId });
    return answerForm(request, { setId, message: "Étape déplacée." }, href("/reglages/etapes"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
