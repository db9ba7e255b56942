import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { type Return, returnSchema } from "#app/local-mail/local-mail.ts";
import { returnLocalMail } from "#app/local-mail/return.server.ts";
import type { Route } from "./+types/return";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, returnSchema, async (input) => {
    await returnLocalMail(context.get(memberContext), params.id, input);
    return answerForm(
      request,
      { returned: input.kind, message: SAID[input.kind] },
      href("/boite-locale/:id", { id: params.id }),
    );
  });

const SAID: Record<Return, string> = {
  reply: "Réponse revenue : elle attend dans « Réponses à traiter ».",
  away: "Absence revenue : rien ne partira vers cette personne avant son retour.",
  bounce: "Rejet revenu : l’adresse ne recevra plus rien de cette campagne.",
  objection: "Opposition revenue : cette adresse ne recevra plus rien.",
};
