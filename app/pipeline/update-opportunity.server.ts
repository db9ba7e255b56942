import { type Actor, requireRole } from "#app/auth/actor.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import type { InSet } from "#app/history/in-set.ts";
import { isoDay } from "#app/ui/format.ts";
import { checkOwner } from "./owner.server.ts";
import { nextActionOf, raiseVersion, writeNextAction } from "./next-action.server.ts";
import { getOpportunity, lockOpportunity } from "./read-opportunities.server.ts";
import {
  answersAt,
  asDate,
  type NextAction,
  nextActionAfter,
  type Opportunity,
  type OpportunityChange,
  refuseUnproved,
} from "./opportunity.ts";
import { resolveStage } from "./stage.ts";
import { recentSince } from "./usage.ts";
import { sayUsage } from "./usage.server.ts";
import { listStages } from "./stages.server.ts";
import { staleVersion } from "./stale-version.server.ts";

/**
 * Changes what is given of a partnership. A stage that asks for a date or a reason is refused without it; a next
 * action set to null is removed, and stays in the change log.
 * @throws {AppError} conflict, with both versions of what differs, when `version` is stale
 */
export async function updateOpportunity(
  actor: Actor,
  id: string,
  { version, ...change }: OpportunityChange,
  options: InSet = {},
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
      if (change.usage) await sayUsage(tx, actor, current.institutionId, change.usage);
      return getOpportunity(actor, current.id, tx);
    },
    options,
  );
}

/** Takes the institution out of the pipeline. What was exchanged with it stays. */
export async function deleteOpportunity(actor: Actor, id: string, options: InSet = {}): Promise<void> {
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
  if (stage !== before) refuseUnproved(stage, change.usage, isSeenLately(current));
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

function isSeenLately({ usage }: Opportunity): boolean {
  return usage !== null && usage.date >= recentSince(isoDay(new Date()));
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

function doing({ stage, nextAction, nextActionAt }: OpportunityChange): string {
  if (stage !== undefined) return "partenariat.étape";
  return nextAction !== undefined || nextActionAt !== undefined
    ? "partenariat.action"
    : "partenariat.modification";
}
