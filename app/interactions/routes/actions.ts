import { href, redirect } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { newTaskSchema, withDayRead } from "#app/interactions/action.ts";
import { sayPlanned } from "#app/interactions/say-logged.ts";
import { planTask } from "#app/interactions/tasks.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/actions";

export const loader = () => redirect(href("/"));

/** Plans an action, its day in words. */
export function action({ request, context }: Route.ActionArgs) {
  const now = new Date();
  const form = z.preprocess(
    (fields) => withDayRead({ ...(fields as object) }, { day: "dueOn", minute: "dueMinute" }, isoDay(now)),
    newTaskSchema,
  );
  return handleForm(request, form, async (input) => {
    const setId = crypto.randomUUID();
    const task = await planTask(context.get(memberContext), input, { setId });
    return answerForm(request, { setId, message: sayPlanned(task, now) }, href("/"));
  });
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
