import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { changePost } from "#app/contacts/change-post.server.ts";
import { postMove } from "#app/contacts/position.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/post-move";

export const action = ({ request, context, params: { id } }: Route.ActionArgs) =>
  handleForm(request, postMove, async (move) =>
    answerForm(
      request,
      await changePost(context.get(memberContext), id, move),
      href("/contacts/:id", { id }),
    ),
  );
