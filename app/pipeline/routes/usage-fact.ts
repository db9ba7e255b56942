import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { sayUsage } from "#app/pipeline/say.ts";
import { usageSchema } from "#app/pipeline/usage.ts";
import { getUsage, updateUsage } from "#app/pipeline/usage.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/usage-fact";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { institutionId: id } = await getUsage(context.get(memberContext), params.id, params.factId);
  return redirect(href("/institutions/:id", { id }));
}

/** Corrects one figure. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const { id, institutionId } = await getUsage(member, params.id, params.factId);
  return handleForm(request, usageSchema, async (figure) => {
    const setId = crypto.randomUUID();
    const fact = await updateUsage(member, id, figure, { setId });
    return answerForm(
      request,
      { setId, message: sayUsage(fact) },
      href("/institutions/:id", { id: institutionId }),
    );
  });
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
