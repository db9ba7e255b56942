import { type Actor, requireRole } from "#app/auth/actor.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import { checkOwner } from "./owner.server.ts";
import { getOpportunity } from "./read-opportunities.server.ts";
import {
  answersAt,
  asDate,
  type NextAction,
  nextActionAfter,
  type Opportunity,
  type OpportunityChange,
} from "./opportunity.ts";
import { resolveStage } from "./stage.ts";
import { listStages } from "./stages.server.ts";
import { staleVersion } from "./stale-version.server.ts";

type Options = {
  /** The change set to write in, so that the caller can offer to undo it. */
  setId?: string;
};

/**
 * Changes what is given of a partnership. A stage that asks for a date or a reason is refused without it; a next
 * action set to null is removed, and stays in the change log.
 * @throws {AppError} conflict, with both versions of what differs, when `version` is stale
 */
export async function updateOpportunity(
  actor: Actor,
  id: string,
  { version, ...change }: OpportunityChange,
  options: Options = {},
): Promise<Opportunity> {
  requireRole(actor, "deployer");
  return transaction(
    actor,
    doing(change),
    async (tx) => {
      const current = await lockOpportunity(tx, actor, id);
      const { columns, action } = await changed(tx, actor, current, change);
      const same = Object.keys(columns).length === 0 && action === undefined;
      if (!same && version !== undefined && version !== current.version)
        throw await staleVersion(tx, actor, current, change);
      if (!same) await write(tx, actor, current, columns, action);
      return getOpportunity(actor, current.id, tx);
    },
    options,
  );
}

/**
 * The next action is done; another one is then due.
 * @throws {AppError} conflict, when there is none
 */
export async function completeNextAction(
  actor: Actor,
  id: string,
  options: Options = {},
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

/** Takes the institution out of the pipeline. What was exchanged with it stays. */
export async function deleteOpportunity(actor: Actor, id: string, options: Options = {}): Promise<void> {
  requireRole(actor, "deployer");
  await transaction(
    actor,
    "partenariat.suppression",
    async (tx) => {
      const { id: key } = await lockOpportunity(tx, actor, id);
      await tx.opportunity.delete({ where: { id: key } });
    },
    options,
  );
}

/** Reads a partnership that nobody else changes until the transaction ends. */
export async function lockOpportunity(tx: Tx, actor: Actor, id: string): Promise<Opportunity> {
  const key = uuidOr404(id, "Ce partenariat");
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT FROM "Opportunity" WHERE "id" = ${key}::uuid AND "productId" = ${actor.productId}::uuid FOR UPDATE`;
  if (locked.length === 0) throw notFound("Ce partenariat");
  return getOpportunity(actor, key, tx);
}

type Columns = Prisma.OpportunityUncheckedUpdateInput;

/** Only what is not already so; `action` is undefined when it stays, null when it goes. */
async function changed(
  tx: Tx,
  actor: Actor,
  current: Opportunity,
  change: Omit<OpportunityChange, "version">,
) {
  const stages = await listStages(actor, tx);
  const before = stages.find(({ id }) => id === current.stageId)!;
  const stage = change.stage === undefined ? before : resolveStage(stages, change.stage);
  const answers = answersAt(stage, change, stage === before ? current : null, isoDay(new Date()));
  const columns: Columns = {};
  if (stage !== before) columns.stageId = stage.id;
  if (answers.wakeOn !== current.wakeOn) columns.wakeOn = asDate(answers.wakeOn);
  if (answers.lostReason !== current.lostReason) columns.lostReason = answers.lostReason;
  if (change.reach !== undefined && change.reach !== current.reach) columns.reach = change.reach;
  if (change.ownerId !== undefined && change.ownerId !== current.ownerId) {
    if (change.ownerId) await checkOwner(tx, actor, change.ownerId);
    columns.ownerId = change.ownerId;
  }
  const pending = nextActionOf(current);
  const action = nextActionAfter(pending, change);
  return { columns, action: sameAction(pending, action) ? undefined : action };
}

function nextActionOf({ nextAction, nextActionAt, nextActionOwner }: Opportunity): NextAction | null {
  return nextAction === null
    ? null
    : { title: nextAction, dueOn: nextActionAt, owedBy: nextActionOwner ?? "us" };
}

function sameAction(one: NextAction | null, other: NextAction | null): boolean {
  return one?.title === other?.title && one?.dueOn === other?.dueOn && one?.owedBy === other?.owedBy;
}

async function write(
  tx: Tx,
  actor: Actor,
  current: Opportunity,
  columns: Columns,
  action: NextAction | null | undefined,
): Promise<void> {
  if (action !== undefined) await writeNextAction(tx, actor, current, action);
  if (Object.keys(columns).length === 0) await raiseVersion(tx, current);
  else await tx.opportunity.update({ where: { id: current.id }, data: columns });
}

/** An opportunity has at most one action that is not done: it is changed, made, or removed. */
async function writeNextAction(
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
    await tx.task.updateMany({ where: pending, data });
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

function doing({ stage, nextAction, nextActionAt }: OpportunityChange): string {
  if (stage !== undefined) return "partenariat.étape";
  return nextAction !== undefined || nextActionAt !== undefined
    ? "partenariat.action"
    : "partenariat.modification";
}
