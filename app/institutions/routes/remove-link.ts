import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { deleteLink } from "#app/institutions/relations.server.ts";
import type { Route } from "./+types/remove-link";

export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const { id } = await getInstitution(member, params.id);
  const { setId } = await deleteLink(member, params.linkId);
  return answerForm(request, { setId, message: "Lien retiré." }, href("/institutions/:id", { id }));
}
