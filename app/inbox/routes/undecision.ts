import { href, redirect } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { undecide } from "#app/inbox/decide.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/undecision";

const schema = z.object({ setId: z.string().max(100) });

export const loader = ({ params }: Route.LoaderArgs) => redirect(href("/reponses/courriers/:id", params));

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ setId }) => {
    await undecide(context.get(memberContext), params.id, setId);
    return answerForm(request, { undone: params.id }, href("/reponses/a-rattacher"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
