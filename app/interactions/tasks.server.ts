import type { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { completeNextAction, raiseVersion } from "#app/pipeline/next-action.server.ts";
import { asDate } from "#app/pipeline/opportunity.ts";
import { lockOpportunity } from "#app/pipeline/read-opportunities.server.ts";
import type { newTaskSchema, TaskChange } from "./action.ts";
import { checkInstitution, checkMember, checkPeople } from "./known.server.ts";

/** An action, whether it is a partnership's next one or an institution's own. */
export type Task = {
  id: string;
  institutionId: string;
  institutionName: string;
  opportunityId: string | null;
  title: string;
  dueOn: string | null;
  done: boolean;
};

/**
 * Plans an action. Of a partnership it is the next one, where there is none: there is never a second.
 * @throws {AppError} conflict, when the partnership has one already; not_found
 */
export async function planTask(
  actor: Actor,
  input: z.output<typeof newTaskSchema>,
  options: InSet = {},
): Promise<Task> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  const institutionId = uuidOr404(input.institutionId, "Cette institution");
  return transaction(
    actor,
    "action.création",
    async (tx) => {
      await checkInstitution(tx, actor, institutionId);
      const opportunity = await freePartnership(tx, actor, institutionId);
      const { id } = await tx.task.create({
        data: {
          ...{ productId, institutionId, opportunityId: opportunity?.id ?? null, createdById: userId },
          ...{ title: input.title, owedBy: input.owedBy ?? "us", kind: input.kind ?? null },
          ...{ dueOn: asDate(input.dueOn ?? null), dueMinute: input.dueMinute ?? null },
          contactId: input.contactId ? (await checkPeople(tx, actor, [input.contactId]))[0]! : null,
          assigneeId: input.assigneeId
            ? await checkMember(tx, actor, input.assigneeId)
            : (opportunity?.ownerId ?? userId),
        },
        select: { id: true },
      });
      if (opportunity) await raiseVersion(tx, opportunity);
      return getTask(actor, id, tx);
    },
    options,
  );
}

/** @throws {AppError} conflict, when it is done already; not_found */
export async function completeTask(actor: Actor, id: string, options: InSet = {}): Promise<Task> {
  requireRole(actor, "deployer");
  const task = await getTask(actor, id);
  if (task.done) throw new AppError("conflict", `«\u00A0${task.title}\u00A0» est déjà fait.`);
  if (task.opportunityId) await completeNextAction(actor, task.opportunityId, options);
  else
    await transaction(
      actor,
      "action.faite",
      (tx) => tx.task.update({ where: { id: task.id }, data: { doneAt: new Date() } }),
      options,
    );
  return { ...task, done: true };
}

/** Changes what is given of an action: put off, said otherwise, handed over. @throws {AppError} not_found */
export async function changeTask(
  actor: Actor,
  id: string,
  change: TaskChange,
  options: InSet = {},
): Promise<Task> {
  requireRole(actor, "deployer");
  const task = await getTask(actor, id);
  if (task.done) throw new AppError("conflict", `«\u00A0${task.title}\u00A0» est déjà fait.`);
  const { dueOn, contactId, assigneeId, ...plain } = change;
  return transaction(
    actor,
    "action.modification",
    async (tx) => {
      const locked = task.opportunityId ? await lockOpportunity(tx, actor, task.opportunityId) : null;
      await tx.task.update({
        where: { id: task.id },
        data: {
          ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
          // Another day is at no hour, unless it is said.
          ...(dueOn !== undefined && { dueOn: asDate(dueOn), dueMinute: change.dueMinute ?? null }),
          ...(contactId !== undefined && {
            contactId: contactId && (await checkPeople(tx, actor, [contactId]))[0]!,
          }),
          ...(assigneeId !== undefined && {
            assigneeId: assigneeId && (await checkMember(tx, actor, assigneeId)),
          }),
        },
      });
      if (locked) await raiseVersion(tx, locked);
      return getTask(actor, task.id, tx);
    },
    options,
  );
}

/** @throws {AppError} not_found */
export async function getTask({ productId }: Actor, id: string, client: Tx = db): Promise<Task> {
  const found = await client.task.findFirst({
    where: { id: uuidOr404(id, "Cette action"), productId },
    select: {
      ...{ id: true, institutionId: true, opportunityId: true, title: true, dueOn: true, doneAt: true },
      institution: { select: { name: true } },
    },
  });
  if (!found) throw notFound("Cette action");
  const { institution, dueOn, doneAt, ...task } = found;
  return {
    ...task,
    institutionName: institution.name,
    dueOn: dueOn?.toISOString().slice(0, 10) ?? null,
    done: doneAt !== null,
  };
}

export type OwnTask = Pick<Task, "id" | "title" | "dueOn"> & { owedBy: "us" | "them" };

/** What is to be done with an institution beside its partnership, the most urgent first. */
export async function listOwnTasks({ productId }: Actor, institutionId: string): Promise<OwnTask[]> {
  const tasks = await db.task.findMany({
    where: { productId, institutionId, opportunityId: null, doneAt: null },
    orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }],
    select: { id: true, title: true, dueOn: true, owedBy: true },
    take: 50,
  });
  return tasks.map(({ dueOn, ...task }) => ({ ...task, dueOn: dueOn?.toISOString().slice(0, 10) ?? null }));
}

async function freePartnership(tx: Tx, actor: Actor, institutionId: string) {
  const { productId } = actor;
  const found = await tx.opportunity.findUnique({
    where: { productId_institutionId: { productId, institutionId } },
    select: { id: true },
  });
  if (!found) return null;
  const { id, ownerId, nextAction } = await lockOpportunity(tx, actor, found.id);
  if (nextAction) {
    const message = `Une action est déjà prévue\u00A0: «\u00A0${nextAction}\u00A0». Terminez-la, ou modifiez-la.`;
    throw new AppError("conflict", message, { fields: { title: message } });
  }
  return { id, ownerId };
}
