import { href, redirect } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { completeTask, getTask } from "#app/interactions/tasks.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/task-done";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { institutionId } = await getTask(context.get(memberContext), params.id);
  return redirect(href("/institutions/:id", { id: institutionId }));
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, z.object({}), async () => {
    const setId = crypto.randomUUID();
    const task = await completeTask(context.get(memberContext), params.id, { setId });
    const message = `«\u00A0${task.title}\u00A0» est fait.`;
    return answerForm(request, { setId, message, done: task.id }, href("/"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
