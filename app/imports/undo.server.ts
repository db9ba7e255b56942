import type pg from "pg";
import { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { type LoggedChange, netChanges } from "#app/history/net-changes.ts";
import { revert } from "#app/history/undo.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { holding } from "./run.server.ts";

/** Contacts with their posts and addresses, or other rows, that are undone in one transaction. */
const LOT = 2_000;
/** Rows left as they are that the page can tell by name; all are counted. */
const TOLD = 500;

const left = z.object({ table: z.string(), rowId: z.string(), reason: z.string() });
const undoingSchema = z.object({
  /** The change set of the undoing. */
  setId: z.uuid().optional(),
  /** Lots done, and how many there are. */
  lots: z.int().default(0),
  of: z.int().nullable().default(null),
  reverted: z.int().default(0),
  keptCount: z.int().default(0),
  kept: z.array(left).default([]),
});
export type Undoing = z.output<typeof undoingSchema>;
export const readUndoing = (kept: unknown): Undoing => undoingSchema.parse(kept ?? {});

/**
 * Asks for an import to be undone: the worker does it, lot by lot. Asked twice, it is undone once.
 * @throws {AppError} not_found; conflict, when there is nothing done to undo
 */
export async function askUndo(actor: Actor, id: string): Promise<void> {
  requireRole(actor, "deployer");
  const found = await db.import.findFirst({
    where: { id: uuidOr404(id, "Cet import"), productId: actor.productId },
    select: { state: true, rowsDone: true, undoAskedAt: true },
  });
  if (!found) throw notFound("Cet import");
  if (found.undoAskedAt) return;
  if (found.state !== "finished" && (found.state !== "failed" || found.rowsDone === 0))
    throw new AppError("conflict", "Cet import n’a rien écrit : il n’y a rien à annuler.");
  await transaction(actor, "import.annulation", (tx) =>
    tx.import.update({
      where: { id },
      data: { undoAskedAt: new Date(), undoneById: actor.userId },
      select: { id: true },
    }),
  );
}

type Options = { signal?: AbortSignal; wait?: boolean };
type Job = { productId: string; userId: string; setId: string };

/**
 * Undoes an import that someone asked to undo, from where it was left: what it made leaves, what it changed is as it
 * was; what was touched since stays, and is told.
 */
export async function runUndo(importId: string, { signal, wait = false }: Options = {}): Promise<void> {
  await holding(importId, wait, async (client) => {
    const { rows } = await client.query<Job>(
      `SELECT "productId", "undoneById" AS "userId", "setId" FROM "Import"
       WHERE "id" = $1 AND "undoAskedAt" IS NOT NULL AND "undoneAt" IS NULL`,
      [importId],
    );
    if (!rows[0]) return;
    const lots = await cutIntoLots(client, rows[0].setId);
    let undoing = await readProgress(client, importId);
    while (undoing.lots < lots) {
      if (signal?.aborted) return;
      undoing = await undoLot(client, importId, rows[0], undoing, lots);
    }
    await client.query(`UPDATE "Import" SET "undoneAt" = now() WHERE "id" = $1`, [importId]);
  });
}

async function readProgress(client: pg.ClientBase, importId: string): Promise<Undoing> {
  const { rows } = await client.query<{ undoing: unknown }>(
    `SELECT "undoing" FROM "Import" WHERE "id" = $1`,
    [importId],
  );
  const undoing = readUndoing(rows[0]?.undoing);
  return { ...undoing, setId: undoing.setId ?? crypto.randomUUID() };
}

/**
 * Which changes are undone together: a contact with its posts and its addresses; contacts before the rest, which they
 * lean on. The same lots whoever cuts them, for the log no longer changes.
 */
async function cutIntoLots(client: pg.ClientBase, setId: string): Promise<number> {
  await client.query(
    `CREATE TEMP TABLE undo_lots AS
     SELECT "id", ((dense_rank() OVER (ORDER BY "last", "unit") - 1) / ${LOT})::int AS "lot" FROM (
       SELECT "id", "table" NOT IN ('Contact', 'Position', 'Address') AS "last",
         CASE WHEN "table" IN ('Position', 'Address') THEN coalesce("after" ->> 'contactId', "before" ->> 'contactId', "rowId")
           ELSE "rowId" END AS "unit"
       FROM "Change" WHERE "setId" = '${z.uuid().parse(setId)}') changes`,
  );
  await client.query(`CREATE INDEX ON undo_lots ("lot")`);
  await client.query(`ANALYZE undo_lots`);
  const { rows } = await client.query<{ lots: number }>(
    `SELECT coalesce(max("lot") + 1, 0) AS "lots" FROM undo_lots`,
  );
  return rows[0]!.lots;
}

async function undoLot(
  client: pg.ClientBase,
  importId: string,
  { productId, userId, setId }: Job,
  before: Undoing,
  lots: number,
): Promise<Undoing> {
  const { rows: changes } = await client.query<LoggedChange>(
    `SELECT c."table", c."rowId", c."op", c."before", c."after" FROM undo_lots l JOIN "Change" c USING ("id")
     WHERE l."lot" = $1 AND c."productId" = $2 ORDER BY c."id"`,
    [before.lots, productId],
  );
  const net = netChanges(changes);
  return transaction(
    { productId, userId },
    "annulation",
    async (tx) => {
      const outcomes = await revert(tx, setId, net);
      const kept = [...outcomes].flatMap(([{ table, rowId }, reason]) =>
        reason ? [{ table, rowId, reason }] : [],
      );
      const after: Undoing = {
        ...{ setId: before.setId, lots: before.lots + 1, of: lots },
        reverted: before.reverted + net.length - kept.length,
        keptCount: before.keptCount + kept.length,
        kept: [...before.kept, ...kept].slice(0, TOLD),
      };
      await tx.$executeRaw`UPDATE "Import" SET "undoing" = ${JSON.stringify(after)}::jsonb WHERE "id" = ${importId}::uuid`;
      return after;
    },
    { setId: before.setId!, timeoutMs: 300_000 },
  );
}

/** The undoings that were asked for, one after the other. */
export async function continueUndoings(signal: AbortSignal): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Import" WHERE "undoAskedAt" IS NOT NULL AND "undoneAt" IS NULL ORDER BY "undoAskedAt"`,
  );
  for (const { id } of rows) {
    if (signal.aborted) return;
    await runUndo(id, { signal });
  }
}
