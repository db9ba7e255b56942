import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { Opportunity } from "#app/pipeline/opportunity.ts";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import {
  directionOf,
  momentOf,
  type NewInteraction,
  newInteractionSchema,
  summaryOf,
} from "./interaction.ts";
import { checkInstitution, checkPeople } from "./known.server.ts";
import { planNext } from "./plan-next.server.ts";

export type Logged = {
  id: string;
  /** The partnership as it is now, null when the institution is not in the pipeline. */
  opportunity: Opportunity | null;
  /** The institution was not in the pipeline, and the next action has put it there. */
  added: boolean;
  /** The next action there was before, which is now done. */
  done: string | null;
};

/**
 * Notes what was said with an institution. A next action follows it: the one before is done, and an institution that
 * was not in the pipeline enters it, since an action belongs to a partnership.
 * Sent twice under the same id, as a browser does that was cut off before the answer, it is noted once.
 * @throws {AppError} not_found, for an institution or a contact the product does not see; invalid
 */
export async function logInteraction(
  actor: Actor,
  given: NewInteraction,
  options: InSet = {},
): Promise<Logged> {
  requireRole(actor, "deployer");
  const input = newInteractionSchema.parse(given);
  const institutionId = uuidOr404(input.institutionId, "Cette institution");
  const now = new Date();
  const happenedAt = momentOf(input.happenedAt, now);
  if (!happenedAt) throw refused("happenedAt", "Un échange à venir est une prochaine action.");
  if (input.id && (await isNoted(actor, input.id, institutionId)))
    return {
      ...{ id: input.id, added: false, done: null },
      opportunity: await getOpportunityOf(actor, institutionId),
    };
  const { productId, userId } = actor;
  return transaction(
    actor,
    "échange.création",
    async (tx) => {
      await checkInstitution(tx, actor, institutionId);
      const [contactId = null, ...others] = await checkPeople(tx, actor, peopleOf(input));
      const { kind, outcome = null, durationMinutes = null } = input;
      const { id } = await tx.interaction.create({
        data: {
          ...(input.id && { id: input.id }),
          ...{ productId, institutionId, contactId, kind, durationMinutes, happenedAt },
          ...{ summary: summaryOf(input), outcome: kind === "call" ? outcome : null },
          ...{ direction: directionOf(input), createdById: userId },
          // Whoever notes it has read it.
          ...(directionOf(input) === "inbound" && { handledAt: now, handledById: userId }),
          participants: { create: others.map((one) => ({ productId, contactId: one })) },
        },
        select: { id: true },
      });
      return { id, ...(await planNext(tx, actor, institutionId, input)) };
    },
    options,
  );
}

/** Who was there, whom it is filed under first, each once. */
export function peopleOf({
  contactId,
  participantIds = [],
}: {
  contactId?: string | null | undefined;
  participantIds?: string[] | undefined;
}): string[] {
  return [...new Set([...(contactId ? [contactId] : []), ...participantIds])];
}

/** @throws {AppError} invalid, for an id that is somebody else's: the browser makes another one */
async function isNoted({ productId }: Actor, id: string, institutionId: string): Promise<boolean> {
  const found = await db.interaction.findUnique({
    where: { id },
    select: { productId: true, institutionId: true },
  });
  if (!found) return false;
  if (found.productId === productId && found.institutionId === institutionId) return true;
  throw refused("form", "Cet envoi a déjà servi ailleurs : rechargez la page.");
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
