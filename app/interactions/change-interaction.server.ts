import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { directionOf, type InteractionChange, momentOf, summaryOf } from "./interaction.ts";
import { peopleOf } from "./interactions.server.ts";
import { checkPeople } from "./known.server.ts";

export type Interaction = Awaited<ReturnType<typeof getInteraction>>;

/** @throws {AppError} not_found */
export async function getInteraction({ productId }: Actor, interactionId: string) {
  const found = await db.interaction.findFirst({
    where: { id: uuidOr404(interactionId, "Cet échange"), productId },
    select: {
      ...{ id: true, kind: true, direction: true, happenedAt: true, summary: true, outcome: true },
      ...{ durationMinutes: true, contactId: true, messageId: true },
      institution: { select: { id: true, name: true } },
      participants: { select: { contactId: true }, take: 50 },
    },
  });
  if (!found) throw notFound("Cet échange");
  return found;
}

/**
 * Corrects an exchange. A letter of a campaign stays as it left.
 * @throws {AppError} not_found; conflict, for a letter; invalid
 */
export async function changeInteraction(
  actor: Actor,
  id: string,
  change: InteractionChange,
  options: InSet = {},
): Promise<{ institutionId: string }> {
  requireRole(actor, "deployer");
  const current = await ours(actor, id);
  const { productId } = actor;
  const { kind, outcome = null, durationMinutes = null } = change;
  const sameDay = change.happenedAt === current.happenedAt.toISOString().slice(0, 10);
  const happenedAt = sameDay ? current.happenedAt : momentOf(change.happenedAt, new Date());
  if (!happenedAt) {
    const message = "Un échange à venir est une prochaine action.";
    throw new AppError("invalid", message, { fields: { happenedAt: message } });
  }
  await transaction(
    actor,
    "échange.modification",
    async (tx) => {
      const [contactId = null, ...others] = await checkPeople(tx, actor, peopleOf(change));
      await tx.participant.deleteMany({
        where: { interactionId: current.id, contactId: { notIn: others } },
      });
      await tx.participant.createMany({
        data: others.map((one) => ({ productId, interactionId: current.id, contactId: one })),
        skipDuplicates: true,
      });
      await tx.interaction.update({
        where: { id: current.id },
        data: {
          ...{ kind, summary: summaryOf(change), contactId, durationMinutes },
          ...{ outcome: kind === "call" ? outcome : null, direction: directionOf(change) },
          ...(change.happenedAt !== undefined && { happenedAt }),
        },
      });
    },
    options,
  );
  return { institutionId: current.institution.id };
}

/** @throws {AppError} not_found; conflict, for a letter of a campaign */
export async function removeInteraction(
  actor: Actor,
  id: string,
  options: InSet = {},
): Promise<{ institutionId: string }> {
  requireRole(actor, "deployer");
  const current = await ours(actor, id);
  await transaction(
    actor,
    "échange.suppression",
    (tx) => tx.interaction.delete({ where: { id: current.id } }),
    options,
  );
  return { institutionId: current.institution.id };
}

async function ours(actor: Actor, id: string) {
  const found = await getInteraction(actor, id);
  if (found.messageId)
    throw new AppError("conflict", "Cet échange est celui d’une campagne : il reste tel qu’il est parti.");
  return found;
}
