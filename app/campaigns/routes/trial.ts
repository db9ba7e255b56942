import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { sendTrial } from "#app/campaigns/trial.server.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import type { Route } from "./+types/trial";

const schema = z.object({ contactId: z.string() });

/** « M’envoyer un essai »: to the signed-in user, and to nobody else. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { contactId } = parseOrThrow(schema, Object.fromEntries(await request.formData()));
  try {
    return { sentTo: await sendTrial(context.get(memberContext), params.id, contactId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return { refusal: error.message };
    if (error instanceof AppError && error.code === "conflict") return { refusal: error.message };
    throw error;
  }
}
