import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { deleteUsage, getUsage } from "#app/pipeline/usage.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/usage-removal";

export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const { id, institutionId, metric } = await getUsage(member, params.id, params.factId);
  const setId = crypto.randomUUID();
  await deleteUsage(member, id, { setId });
  const message = `Chiffre retiré\u00A0: ${metric}.`;
  return answerForm(request, { setId, message }, href("/institutions/:id", { id: institutionId }));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
