import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { deleteSnippet } from "#app/snippets/snippets.server.ts";
import type { Route } from "./+types/snippet-removal";

export async function action({ request, context, params }: Route.ActionArgs) {
  const done = await deleteSnippet(context.get(memberContext), params.id);
  return answerForm(request, done, href("/reglages/extraits"));
}
