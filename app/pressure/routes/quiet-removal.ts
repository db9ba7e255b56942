import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { removeQuietWindow } from "#app/pressure/pressure.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/quiet-removal";

export async function action({ request, context, params }: Route.ActionArgs) {
  const setId = crypto.randomUUID();
  await removeQuietWindow(context.get(memberContext), params.id, { setId });
  return answerForm(request, { setId, message: "Période calme retirée." }, href("/reglages/sollicitations"));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
