import { data, href } from "react-router";
import type { z } from "zod";
import { answerForm } from "#app/answer-form.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { AppError } from "#app/errors.ts";
import { handleForm } from "#app/form.server.ts";
import { typedValues } from "#app/form.ts";
import type { Opportunity, OpportunityChange } from "./opportunity.ts";
import { updateOpportunity } from "./opportunities.server.ts";
import type { StaleVersion } from "./stale-version.server.ts";

/**
 * The walk of every form that changes a partnership: done, it says so and can be undone; refused, nothing typed is
 * lost; stale, both versions come back.
 */
export function changeByForm<S extends z.ZodType<OpportunityChange>>(
  request: Request,
  actor: Actor,
  id: string,
  schema: S,
  say: (opportunity: Opportunity) => string,
) {
  return handleForm(request, schema, async (input, form) => {
    const setId = crypto.randomUUID();
    try {
      const opportunity = await updateOpportunity(actor, id, input, { setId });
      return answerForm(request, { opportunity, setId, message: say(opportunity) }, href("/partenariats"));
    } catch (error) {
      if (!(error instanceof AppError) || !error.details || !("clashes" in error.details)) throw error;
      const stale = error.details as StaleVersion;
      return data(
        { errors: { form: [error.message] }, values: typedValues(form), stale },
        { status: error.status },
      );
    }
  });
}
