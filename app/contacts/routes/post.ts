import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { positionChange } from "#app/contacts/position.ts";
import { updatePosition } from "#app/contacts/positions.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/post";

export const action = ({ request, context, params: { id, positionId } }: Route.ActionArgs) =>
  handleForm(request, positionChange, async (change) =>
    answerForm(
      request,
      await updatePosition(context.get(memberContext), id, positionId, change),
      href("/contacts/:id", { id }),
    ),
  );
