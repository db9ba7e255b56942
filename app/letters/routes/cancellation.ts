import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { cancelLetter } from "#app/letters/cancel.server.ts";
import type { Route } from "./+types/cancellation";

/** Answers in JSON: the toast that asks outlives its page. */
export async function action({ context, params }: Route.ActionArgs) {
  try {
    await cancelLetter(context.get(memberContext), params.id);
    return Response.json({ done: true, message: "Envoi annulé. Votre texte est gardé." });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return Response.json({ done: false, message: error.message }, { status: error.status });
  }
}
