import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { answerForm } from "#app/answer-form.server.ts";
import { sayUndone } from "#app/history/say-undone.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/undo";

export async function action({ request, context, params }: Route.ActionArgs) {
  const undone = await undoChangeSet(context.get(memberContext), params.id);
  return answerForm(request, { message: sayUndone(undone), ...undone }, href("/"));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
