import { href, redirect } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { taskChangeSchema, withDayRead } from "#app/interactions/action.ts";
import { sayPlanned } from "#app/interactions/say-logged.ts";
import { changeTask, getTask } from "#app/interactions/tasks.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/action";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { institutionId } = await getTask(context.get(memberContext), params.id);
  return redirect(href("/institutions/:id", { id: institutionId }));
}

/** Puts an action off, or says it otherwise. */
export function action({ request, context, params }: Route.ActionArgs) {
  const now = new Date();
  const form = z.preprocess(
    (fields) => withDayRead({ ...(fields as object) }, { day: "dueOn", minute: "dueMinute" }, isoDay(now)),
    taskChangeSchema,
  );
  return handleForm(request, form, async (change) => {
    const setId = crypto.randomUUID();
    const task = await changeTask(context.get(memberContext), params.id, change, { setId });
    return answerForm(request, { setId, message: sayPlanned(task, now) }, href("/"));
  });
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
