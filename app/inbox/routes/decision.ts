import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { decide } from "#app/inbox/decide.server.ts";
import { decisionSchema } from "#app/inbox/pending.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/decision";

export const loader = ({ params }: Route.LoaderArgs) => redirect(href("/reponses/courriers/:id", params));

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, decisionSchema, async ({ decision }) =>
    answerForm(
      request,
      await decide(context.get(memberContext), params.id, decision),
      href("/reponses/a-rattacher"),
    ),
  );

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
