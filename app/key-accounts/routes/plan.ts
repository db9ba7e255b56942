import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { planChange } from "#app/key-accounts/plan.ts";
import { writePlan } from "#app/key-accounts/plan.server.ts";
import { orTwoVersions } from "#app/versions/versions.server.ts";
import type { Route } from "./+types/plan";

export const action = ({ request, context, params: { id } }: Route.ActionArgs) =>
  handleForm(request, planChange, (change, form) =>
    orTwoVersions(form, async () => {
      const done = await writePlan(context.get(memberContext), id, change);
      return answerForm(request, done, href("/institutions/:id", { id }));
    }),
  );
