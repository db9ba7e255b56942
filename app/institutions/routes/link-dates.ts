import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { relationDates } from "#app/institutions/relation.ts";
import { updateLink } from "#app/institutions/relations.server.ts";
import type { Route } from "./+types/link-dates";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, relationDates, async (dates) => {
    const member = context.get(memberContext);
    const { id } = await getInstitution(member, params.id);
    const { setId } = await updateLink(member, params.linkId, dates);
    return answerForm(request, { setId, message: "Lien daté." }, href("/institutions/:id", { id }));
  });
