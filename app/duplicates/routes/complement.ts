import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { contactInput } from "#app/contacts/contact.ts";
import { completeContact } from "#app/duplicates/complete-contact.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/complement";

export const action = ({ request, context, params: { id } }: Route.ActionArgs) =>
  handleForm(request, contactInput, async (typed) => {
    const done = await completeContact(context.get(memberContext), id, typed);
    const file = href("/contacts/:id", { id });
    const answer = answerForm(request, done, file);
    // The form was that of somebody new: its page has nothing left to say.
    return answer instanceof Response ? redirect(file, 303) : answer;
  });
