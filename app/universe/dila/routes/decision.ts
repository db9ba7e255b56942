import { href } from "react-router";
import { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { decideDoubt } from "#app/universe/dila/queue.server.ts";
import type { Route } from "./+types/decision";

/** « aucune » says that it is none of them; « reprise » takes back what was said. */
const decision = z.object({ fiche: z.string().min(1).max(200), institution: z.string().min(1).max(100) });

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, decision, async ({ fiche, institution }) => {
    const chosen = institution === "reprise" ? undefined : institution === "aucune" ? null : institution;
    await decideDoubt(context.get(memberContext), fiche, chosen);
    const message =
      chosen === undefined ? "Décision reprise." : "Décision gardée : elle vaudra à l’application.";
    return answerForm(
      request,
      { fiche, taken: chosen !== undefined, message },
      href("/reglages/annuaire/dila"),
    );
  });
