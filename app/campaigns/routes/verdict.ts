import { href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { parseOrThrow } from "#app/form.ts";
import { resolveUncertain } from "#app/outbox/uncertain.server.ts";
import type { Route } from "./+types/verdict";

const schema = z.object({ answer: z.enum(["sent", "resend"], "Dites si le message est parti.") });

/** Someone has looked into the mailbox, and says what became of a doubtful message. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { answer } = parseOrThrow(schema, Object.fromEntries(await request.formData()));
  await resolveUncertain(context.get(memberContext), params.messageId, answer);
  return redirect(href("/campagnes/:id", { id: params.id }));
}
