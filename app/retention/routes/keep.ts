import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { keepContact } from "#app/retention/purge.server.ts";
import { keepForm } from "#app/retention/keep-form.ts";
import type { Route } from "./+types/keep";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, keepForm(new Date()), async (input) => {
    const done = await keepContact(context.get(memberContext), params.contactId, input);
    return answerForm(request, done, href("/reglages/purge"));
  });
