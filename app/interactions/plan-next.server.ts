import type { z } from "zod";
import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addOpportunity } from "#app/pipeline/create-opportunities.server.ts";
import { raiseVersion, replaceNextAction } from "#app/pipeline/next-action.server.ts";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import type { newInteractionSchema } from "./interaction.ts";
import { checkMember, checkPeople } from "./known.server.ts";

type Planned = Pick<
  z.output<typeof newInteractionSchema>,
  | "nextAction"
  | "nextActionAt"
  | "nextActionMinute"
  | "nextActionOwner"
  | "nextActionKind"
  | "nextActionContactId"
  | "nextActionAssigneeId"
  | "doneTaskId"
>;

/** What follows an exchange: the action it was is done, the next one is planned. */
export async function planNext(tx: Tx, actor: Actor, institutionId: string, input: Planned) {
  const before = await getOpportunityOf(actor, institutionId, tx);
  const { nextAction, nextActionAt, nextActionOwner } = input;
  const ended = input.doneTaskId ? await endTask(tx, actor, institutionId, input.doneTaskId) : null;
  if (!nextAction) {
    if (nextActionAt) throw new AppError("invalid", SAY_WHAT, { fields: { nextAction: SAY_WHAT } });
    return { opportunity: await getOpportunityOf(actor, institutionId, tx), added: false, done: ended };
  }
  const next = { nextAction, nextActionAt, nextActionOwner };
  const opportunity = before
    ? await replaceNextAction(tx, actor, before.id, next)
    : await addOpportunity(tx, actor, { institutionId, ...next });
  await qualify(tx, actor, opportunity.id, input);
  return { opportunity, added: !before, done: ended ?? before?.nextAction ?? null };
}

const SAY_WHAT = "Dites aussi ce qu’il y a à faire ce jour-là.";

/** How, with whom, at what time and by whom it will be done. */
async function qualify(tx: Tx, actor: Actor, opportunityId: string, input: Planned): Promise<void> {
  const { nextActionKind: kind, nextActionMinute: dueMinute } = input;
  const [contactId] = input.nextActionContactId
    ? await checkPeople(tx, actor, [input.nextActionContactId])
    : [input.nextActionContactId];
  const assigneeId = input.nextActionAssigneeId && (await checkMember(tx, actor, input.nextActionAssigneeId));
  const data = {
    ...(kind !== undefined && { kind }),
    ...(contactId !== undefined && { contactId }),
    ...(dueMinute !== undefined && { dueMinute }),
    ...(assigneeId && { assigneeId }),
  };
  if (Object.keys(data).length > 0)
    await tx.task.updateMany({ where: { opportunityId, doneAt: null }, data });
}

/** @returns its title; null when it was done already, or is of no more use */
async function endTask(tx: Tx, { productId }: Actor, institutionId: string, taskId: string) {
  const id = uuidOr404(taskId, "Cette action");
  const where = { id, productId, institutionId, doneAt: null };
  const task = await tx.task.findFirst({ where, select: { title: true, opportunityId: true } });
  if (!task) return null;
  await tx.task.update({ where: { id }, data: { doneAt: new Date() } });
  if (task.opportunityId) await raiseVersion(tx, { id: task.opportunityId });
  return task.title;
}
