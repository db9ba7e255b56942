import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { deleteContact, getContact } from "#app/contacts/contacts.server.ts";
import type { Route } from "./+types/remove-contact";

export async function action({ request, context, params }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const contact = await getContact(member, params.id);
  const { setId } = await deleteContact(member, contact.id);
  const message = `${contactName(contact)} ne fait plus partie de vos contacts.`;
  const response = answerForm(request, { setId, message }, href("/contacts"));
  // The page the form was sent from is that of who has just gone.
  if (response instanceof Response) response.headers.set("Location", href("/contacts"));
  return response;
}
