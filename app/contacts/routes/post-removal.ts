import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { removePosition } from "#app/contacts/positions.server.ts";
import type { Route } from "./+types/post-removal";

export async function action({ request, context, params: { id, positionId } }: Route.ActionArgs) {
  const done = await removePosition(context.get(memberContext), id, positionId);
  return answerForm(request, done, href("/contacts/:id", { id }));
}
