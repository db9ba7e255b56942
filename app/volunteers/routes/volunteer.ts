import { href } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { handleVolunteer } from "#app/volunteers/volunteers.server.ts";
import type { Route } from "./+types/volunteer";

const schema = z.object({
  institutionId: z.string().min(1, "Choisissez l’institution dans la liste.").max(100).optional(),
  handled: z.enum(["oui", "non"]).optional(),
});

/** What became of somebody who volunteered: their institution, or that they were called back. */
export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ institutionId, handled }) => {
    const setId = crypto.randomUUID();
    const change = institutionId ? { institutionId } : { handled: handled === "oui" };
    const { name } = await handleVolunteer(context.get(memberContext), params.id, change, { setId });
    const done = institutionId
      ? "institution notée"
      : change && "handled" in change && change.handled
        ? "recontacté"
        : "à recontacter";
    return answerForm(request, { setId, message: `${name}\u00A0: ${done}.` }, href("/volontaires"));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
