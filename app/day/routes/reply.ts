import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { SENTIMENT_LABELS, triageSchema } from "#app/day/reply.ts";
import { triageReply } from "#app/day/replies.server.ts";
import { handleForm } from "#app/form.server.ts";
import { getInteraction } from "#app/interactions/change-interaction.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/reply";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { institution } = await getInteraction(context.get(memberContext), params.id);
  return redirect(href("/institutions/:id", { id: institution.id }));
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, triageSchema, async (input) => {
    const setId = crypto.randomUUID();
    const { institutionName } = await triageReply(context.get(memberContext), params.id, input, { setId });
    const message = `${institutionName}\u00A0: réponse ${SENTIMENT_LABELS[input.sentiment].toLowerCase()}.`;
    return answerForm(request, { setId, message, triaged: params.id }, href("/reponses"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
