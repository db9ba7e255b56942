import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { capForm } from "#app/pressure/pressure.ts";
import { updateCap } from "#app/pressure/pressure.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/cap";

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, capForm, async (input) => {
    const setId = crypto.randomUUID();
    await updateCap(context.get(memberContext), input, { setId });
    return answerForm(request, { setId, message: "Plafond enregistré." }, href("/reglages/sollicitations"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
