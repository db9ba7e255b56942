import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { attachTo } from "#app/inbox/decide.server.ts";
import { attachSchema } from "#app/inbox/pending.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/attachment";

export const loader = ({ params }: Route.LoaderArgs) => redirect(href("/reponses/courriers/:id", params));

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, attachSchema, async (input) => {
    await attachTo(context.get(memberContext), params.id, input);
    return redirect(href("/reponses/a-rattacher"), 303);
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
