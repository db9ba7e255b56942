import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { mergeOfSet, type Separated, unmergeContacts } from "#app/duplicates/unmerge.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followUndoneTriage } from "#app/inbox/follow-triage.server.ts";
import { followReverted } from "#app/pipeline/follow-reverted.server.ts";
import { type LoggedChange, type NetChange, netChanges } from "./net-changes.ts";
import { type Outcomes, outcomesOf } from "./outcomes.ts";
import { removeMade, remakeRemoved, restoreChanged } from "./revert.server.ts";
import { ADMIN_TABLES, FINAL_COLUMNS, isUndoable, type KeptReason } from "./undoable.ts";

export type Undone = {
  /** The change set of the undoing, which can itself be undone. */
  setId: string;
  /** How many rows are as they were before. */
  reverted: number;
  /** The rows that were left as they are, and why. */
  kept: { table: string; rowId: string; reason: KeptReason }[];
  /** What to say of it, when there is more to say than counts. */
  message?: string;
};

/**
 * Reverts what a change set did to the rows that are as it left them, and lists the others, which it does not touch.
 * All in one transaction; what is undone stays in the change log, under a set of its own.
 * @throws {AppError} not_found, for a set of another product; forbidden, when it changed settings and the actor is
 *   no admin
 */
export async function undoChangeSet(actor: Actor, setId: string): Promise<Undone> {
  const undoing = crypto.randomUUID();
  await refuseWholeImport(actor, setId);
  const changes = await readChanges(actor, setId);
  if (!changes.every((change) => isOwnView(actor, change))) requireRole(actor, "deployer");
  // A merge moves what the log does not keep, and has its own way back.
  const merge = await mergeOfSet(actor, setId);
  if (merge) return separated(await unmergeContacts(actor, merge));
  if (changes.some(({ table }) => ADMIN_TABLES.includes(table))) requireRole(actor, "admin");
  const net = netChanges(changes);
  const outcomes = await transaction(actor, "annulation", (tx) => revert(tx, setId, net), {
    setId: undoing,
    timeoutMs: 120_000,
  });
  const kept = [...outcomes].flatMap(([{ table, rowId }, reason]) =>
    reason ? [{ table, rowId, reason }] : [],
  );
  return { setId: undoing, reverted: net.length - kept.length, kept };
}

function separated({ setId, survivorId, kept, message }: Separated): Undone {
  const left = kept.map(() => ({ table: "Contact", rowId: survivorId, reason: "changed" as const }));
  return { setId, reverted: 1, kept: left, message };
}

/** A file of a hundred thousand rows is undone from its page, lot by lot, with its progress. */
async function refuseWholeImport({ productId }: Actor, setId: string): Promise<void> {
  const id = uuidOr404(setId, "Cette modification");
  const whole = await db.import.findFirst({ where: { setId: id, productId }, select: { fileName: true } });
  if (whole)
    throw new AppError(
      "conflict",
      `Ceci vient de l’import de « ${whole.fileName} » : annulez-le depuis sa page, dans Importations.`,
    );
}

/** What whoever reads does to their own views, they undo as well; to share a view again is more than that. */
function isOwnView({ userId }: Actor, { table, before, actorId }: ReadChange): boolean {
  if (actorId !== userId) return false;
  return table === "ViewPin" || (table === "SavedView" && before?.["shared"] !== true);
}

type ReadChange = LoggedChange & { actorId: string | null };

async function readChanges({ productId }: Actor, setId: string): Promise<ReadChange[]> {
  const id = uuidOr404(setId, "Cette modification");
  const changes = await db.$queryRaw<ReadChange[]>`
    SELECT "table", "rowId", "op", "before", "after", "actorId" FROM "Change"
    WHERE "setId" = ${id}::uuid AND "productId" = ${productId}::uuid ORDER BY "id"`;
  if (changes.length === 0) throw notFound("Cette modification");
  return changes;
}

/** Children leave before what they lean on and come back after it; values go back once every row is there. */
export async function revert(tx: Tx, setId: string, net: NetChange[]): Promise<Outcomes> {
  const open = net.filter((change) => !isFinal(change));
  const outcomes = new Map([
    ...outcomesOf(net, new Set(), "final"),
    ...(await removeMade(tx, open)),
    ...(await remakeRemoved(tx, open)),
    ...(await restoreChanged(tx, open)),
  ]);
  const reverted = net.filter((change) => outcomes.get(change) === null);
  await followReverted(tx, setId, reverted);
  await followUndoneTriage(tx, reverted);
  return outcomes;
}

function isFinal(change: NetChange): boolean {
  if (!isUndoable(change.table)) return true;
  const columns = FINAL_COLUMNS[change.table] ?? [];
  return change.op === "update" && columns.some((column) => column in change.after);
}
