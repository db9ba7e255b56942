import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { stopRecipient } from "#app/campaigns/recipient-control.server.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { z } from "zod";
import type { Route } from "./+types/stop-recipient";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({}), async () => {
    await stopRecipient(context.get(memberContext), params.id, params.enrollmentId);
    return answerForm(request, { saved: true }, href("/campagnes/:id", { id: params.id }));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
