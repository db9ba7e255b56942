import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { positionEnd } from "#app/contacts/position.ts";
import { endPosition } from "#app/contacts/positions.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/post-end";

export const action = ({ request, context, params: { id, positionId } }: Route.ActionArgs) =>
  handleForm(request, positionEnd, async ({ date }) =>
    answerForm(
      request,
      await endPosition(context.get(memberContext), id, positionId, date!),
      href("/contacts/:id", { id }),
    ),
  );
