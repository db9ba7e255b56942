import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { positionInput } from "#app/contacts/position.ts";
import { addPosition } from "#app/contacts/positions.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/posts";

export const action = ({ request, context, params: { id } }: Route.ActionArgs) =>
  handleForm(request, positionInput, async (input) =>
    answerForm(
      request,
      await addPosition(context.get(memberContext), id, input),
      href("/contacts/:id", { id }),
    ),
  );
