import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { getInteraction, removeInteraction } from "#app/interactions/change-interaction.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/remove-exchange";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { id } = await getInteraction(context.get(memberContext), params.id);
  return redirect(href("/echanges/:id", { id }));
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const setId = crypto.randomUUID();
  const { institutionId: id } = await removeInteraction(context.get(memberContext), params.id, { setId });
  return answerForm(request, { setId, message: "Échange supprimé." }, href("/institutions/:id", { id }));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
