import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { deleteObjective, getObjective } from "#app/objectives/objectives.server.ts";
import { objectiveLabel } from "#app/objectives/metrics.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/objective-removal";

export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const setId = crypto.randomUUID();
  const label = objectiveLabel(await getObjective(member, params.id));
  await deleteObjective(member, params.id, { setId });
  return gone(request, { setId, message: `Objectif « ${label} » supprimé.` });
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** Its page is gone with it: not back there. */
function gone(request: Request, answer: { setId: string; message: string }) {
  const headers = new Headers(request.headers);
  headers.delete("referer");
  return answerForm(new Request(request.url, { headers }), answer, href("/objectifs"));
}
