import { href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { parseOrThrow } from "#app/form.ts";
import { readLetter } from "#app/letters/letter-file.server.ts";
import { resolveUncertain } from "#app/outbox/uncertain.server.ts";
import type { Route } from "./+types/verdict";

const schema = z.object({ answer: z.enum(["sent", "resend"], "Dites si le courriel est parti.") });

/** Someone has looked into the mailbox, and says what became of a doubtful letter. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { answer } = parseOrThrow(schema, Object.fromEntries(await request.formData()));
  const member = context.get(memberContext);
  const { id } = await readLetter(member, params.id);
  await resolveUncertain(member, id, answer);
  return redirect(href("/courriels/:id", { id }), 303);
}
