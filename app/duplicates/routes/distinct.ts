import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { markDistinct } from "#app/duplicates/distinct.server.ts";
import type { Route } from "./+types/distinct";

export async function action({ request, context, params: { id, otherId } }: Route.ActionArgs) {
  const done = await markDistinct(context.get(memberContext), id, otherId);
  return answerForm(request, done, href("/contacts/:id", { id }));
}
