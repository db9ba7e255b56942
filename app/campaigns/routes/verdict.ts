import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { thenBack } from "#app/campaigns/then-back.server.ts";
import { parseOrThrow } from "#app/form.ts";
import { resolveUncertain } from "#app/outbox/uncertain.server.ts";
import type { Route } from "./+types/verdict";

const schema = z.object({ answer: z.enum(["sent", "resend"], "Dites si le message est parti.") });

/** Someone has looked into the mailbox, and says what became of a doubtful message. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { answer } = parseOrThrow(schema, Object.fromEntries(await request.formData()));
  const member = context.get(memberContext);
  const { id } = await findCampaign(member, params.id);
  return thenBack(id, () => resolveUncertain(member, params.messageId, answer));
}
