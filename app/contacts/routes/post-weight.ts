import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { weightChange } from "#app/contacts/position.ts";
import { weighPosition } from "#app/contacts/positions.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/post-weight";

export const action = ({ request, context, params: { id, positionId } }: Route.ActionArgs) =>
  handleForm(request, weightChange, async (change) =>
    answerForm(
      request,
      await weighPosition(context.get(memberContext), id, positionId, change),
      href("/contacts/:id", { id }),
    ),
  );
