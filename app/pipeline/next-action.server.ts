import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import {
  asDate,
  type NextAction,
  nextActionAfter,
  type Opportunity,
  type OpportunityChange,
} from "./opportunity.ts";
import { getOpportunity, lockOpportunity } from "./read-opportunities.server.ts";

/**
 * The next action is done; another one is then due.
 * @throws {AppError} conflict, when there is none
 */
export async function completeNextAction(
  actor: Actor,
  id: string,
  options: InSet = {},
): Promise<Opportunity> {
  requireRole(actor, "deployer");
  return transaction(
    actor,
    "partenariat.action faite",
    async (tx) => {
      const current = await lockOpportunity(tx, actor, id);
      const { count } = await tx.task.updateMany({
        where: { opportunityId: current.id, doneAt: null },
        data: { doneAt: new Date() },
      });
      if (count === 0)
        throw new AppError("conflict", `Il n’y a plus d’action à faire avec ${current.institutionName}.`);
      await raiseVersion(tx, current);
      return getOpportunity(actor, current.id, tx);
    },
    options,
  );
}

/**
 * What is to be done next, inside a transaction that tells what has just been done: the action before is done. The same
 * words again are the same action, put off.
 */
export async function replaceNextAction(
  tx: Tx,
  actor: Actor,
  id: string,
  next: Pick<OpportunityChange, "nextAction" | "nextActionAt" | "nextActionOwner">,
): Promise<Opportunity> {
  const current = await lockOpportunity(tx, actor, id);
  if (next.nextAction === current.nextAction) {
    await writeNextAction(tx, actor, current, nextActionAfter(nextActionOf(current), next));
  } else {
    await tx.task.updateMany({ where: { opportunityId: id, doneAt: null }, data: { doneAt: new Date() } });
    await writeNextAction(tx, actor, { ...current, nextAction: null }, nextActionAfter(null, next));
  }
  await raiseVersion(tx, current);
  return getOpportunity(actor, id, tx);
}

/** The action of a partnership that is not done. */
export function nextActionOf({ nextAction, nextActionAt, nextActionOwner }: Opportunity): NextAction | null {
  return nextAction === null
    ? null
    : { title: nextAction, dueOn: nextActionAt, owedBy: nextActionOwner ?? "us" };
}

/** An opportunity has at most one action that is not done: it is changed, made, or removed. */
export async function writeNextAction(
  tx: Tx,
  actor: Actor,
  current: Opportunity,
  action: NextAction | null,
): Promise<void> {
  const pending = { opportunityId: current.id, doneAt: null };
  if (!action) {
    await tx.task.deleteMany({ where: pending });
    return;
  }
  const data = {
    ...{ title: action.title, owedBy: action.owedBy },
    dueOn: asDate(action.dueOn),
  };
  if (current.nextAction !== null) {
    // Other words are another action: the hour, the kind and the person of the one before are not its own.
    const other = action.title !== current.nextAction && { kind: null, contactId: null };
    const moved = (other || action.dueOn !== current.nextActionAt) && { dueMinute: null };
    await tx.task.updateMany({ where: pending, data: { ...data, ...other, ...moved } });
    return;
  }
  const { id: opportunityId, institutionId, ownerId: assigneeId } = current;
  const { productId, userId: createdById } = actor;
  await tx.task.create({
    data: { ...data, productId, opportunityId, institutionId, assigneeId, createdById },
  });
}

/** The next action is part of what a form was drawn from, though it is a row of its own. */
export async function raiseVersion(tx: Tx, { id }: Pick<Opportunity, "id">): Promise<void> {
  await tx.$executeRaw`UPDATE "Opportunity" SET "id" = "id" WHERE "id" = ${id}::uuid`;
}
