import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { doneSchema } from "#app/pipeline/opportunity.ts";
import { completeNextAction } from "#app/pipeline/opportunities.server.ts";
import { sayDone } from "#app/pipeline/say.ts";
import { orRefused } from "#app/pipeline/or-refused.ts";
import type { Route } from "./+types/action-done";

export const loader = ({ params }: Route.LoaderArgs) => redirect(href("/partenariats/:id/action", params));

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, doneSchema, async ({ title }) => {
    const setId = crypto.randomUUID();
    const opportunity = await completeNextAction(context.get(memberContext), params.id, { setId });
    return answerForm(
      request,
      { opportunity, setId, message: sayDone(opportunity, title) },
      href("/partenariats"),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orRefused(serverAction);
