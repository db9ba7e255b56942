import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addOpportunity } from "#app/pipeline/create-opportunities.server.ts";
import type { Opportunity } from "#app/pipeline/opportunity.ts";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import { replaceNextAction } from "#app/pipeline/next-action.server.ts";
import { directionOf, momentOf, type NewInteraction } from "./interaction.ts";

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
 * @throws {AppError} not_found, for an institution or a contact the product does not see; invalid
 */
export async function logInteraction(
  actor: Actor,
  input: NewInteraction,
  options: InSet = {},
): Promise<Logged> {
  requireRole(actor, "deployer");
  const { productId, userId: createdById } = actor;
  const institutionId = uuidOr404(input.institutionId, "Cette institution");
  const happenedAt = momentOf(input.happenedAt, new Date());
  if (!happenedAt) throw refused("happenedAt", "Un échange à venir est une prochaine action.");
  return transaction(
    actor,
    "échange.création",
    async (tx) => {
      await checkInstitution(tx, actor, institutionId);
      const contactId = input.contactId ? await checkContact(tx, actor, input.contactId) : null;
      const { kind, summary } = input;
      const { id } = await tx.interaction.create({
        data: {
          ...{ productId, institutionId, contactId, kind, summary, happenedAt, createdById },
          direction: directionOf(input),
        },
        select: { id: true },
      });
      return { id, ...(await planNext(tx, actor, institutionId, input)) };
    },
    options,
  );
}

async function planNext(tx: Tx, actor: Actor, institutionId: string, input: NewInteraction) {
  const before = await getOpportunityOf(actor, institutionId, tx);
  const { nextAction, nextActionAt, nextActionOwner } = input;
  if (!nextAction) {
    if (nextActionAt) throw refused("nextAction", "Dites aussi ce qu’il y a à faire ce jour-là.");
    return { opportunity: before, added: false, done: null };
  }
  const next = { nextAction, nextActionAt, nextActionOwner };
  if (!before)
    return {
      opportunity: await addOpportunity(tx, actor, { institutionId, ...next }),
      added: true,
      done: null,
    };
  return {
    opportunity: await replaceNextAction(tx, actor, before.id, next),
    added: false,
    done: before.nextAction,
  };
}

async function checkInstitution(tx: Tx, { productId }: Actor, id: string): Promise<void> {
  const where = { id, OR: [{ productId: null }, { productId }] };
  if (!(await tx.institution.findFirst({ where, select: { id: true } }))) throw notFound("Cette institution");
}

async function checkContact(tx: Tx, { productId }: Actor, contactId: string): Promise<string> {
  const id = uuidOr404(contactId, "Ce contact");
  if (!(await tx.contact.findFirst({ where: { id, productId, mergedIntoId: null }, select: { id: true } })))
    throw notFound("Ce contact");
  return id;
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
