import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { unmergeContacts } from "#app/duplicates/unmerge.server.ts";
import type { Route } from "./+types/separation";

export async function action({ request, context, params }: Route.ActionArgs) {
  const { message, kept, survivorId } = await unmergeContacts(context.get(memberContext), params.mergeId);
  return answerForm(request, { message, kept }, href("/contacts/:id", { id: survivorId }));
}
