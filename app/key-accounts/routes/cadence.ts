import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { cadenceChange } from "#app/key-accounts/plan.ts";
import { setCadence } from "#app/key-accounts/plan.server.ts";
import type { Route } from "./+types/cadence";

export const action = ({ request, context, params: { id } }: Route.ActionArgs) =>
  handleForm(request, cadenceChange, async ({ cadenceDays }) =>
    answerForm(
      request,
      await setCadence(context.get(memberContext), id, cadenceDays),
      href("/institutions/:id", { id }),
    ),
  );
