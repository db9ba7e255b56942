import type pg from "pg";
import { z } from "zod";
import { pool } from "#app/db/db.server.ts";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { AppError } from "#app/errors.ts";
import { log } from "#app/log.server.ts";
import { fold } from "#app/search/query.ts";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";
import { writeClaims } from "./claims.server.ts";
import { decideContactsLot } from "./contacts-lot.server.ts";
import type { TableRecord } from "./csv.ts";
import { decideInstitutionsLot } from "./institutions-lot.server.ts";
import { type DecidedLot, type Lot, type Outcome, type Refused, SAMPLE, type Sample } from "./lot.ts";
import { mappingSchema } from "./mapping.ts";
import { layoutSchema, readRows } from "./reading.server.ts";
import { rowReaders } from "./rows.ts";
import { uploadSource } from "./uploads.server.ts";
import { decideUsageLot } from "./usage-lot.server.ts";

/** Rows of a lot, each one transaction: what is done of a lot that is interrupted is nothing. */
const LOT = 1_000;

/** Held by whoever is at an import, as long as they live: no clock says that they are dead. */
const HELD = `hashtextextended('essaim import ' || $1::uuid, 0)`;

type Options = {
  signal?: AbortSignal;
  wait?: boolean;
  /** Rows of a lot. */
  lot?: number;
  onProgress?: (done: number, total: number | null) => void;
};

/**
 * Checks or runs an import, from where it was left, until it is over. Any process may be killed at any moment: the
 * next one goes on with the lot that was under way. Several may call: one is at it, the others leave (or `wait`).
 */
export async function runImport(
  importId: string,
  { signal, wait, lot = LOT, onProgress }: Options = {},
): Promise<void> {
  await holding(importId, wait ?? false, async (client) => {
    const job = await readJob(client, importId);
    if (!job) return;
    try {
      await (job.state === "checking" ? check : run)(client, job, { signal, lot, onProgress });
    } catch (error) {
      if (signal?.aborted || error instanceof GivenUp) return;
      await fail(client, job, error);
    }
  });
}

/** Works with the only hold on an import; at once leaves when another process has it, unless it is to wait. */
export async function holding(
  importId: string,
  wait: boolean,
  work: (client: pg.ClientBase) => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  client.on("error", () => {});
  try {
    const { rows } = await client.query<{ held: boolean }>(
      wait
        ? `SELECT TRUE AS "held" FROM pg_advisory_lock(${HELD})`
        : `SELECT pg_try_advisory_lock(${HELD}) AS "held"`,
      [importId],
    );
    if (!rows[0]!.held) return false;
    await work(client);
    return true;
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${HELD})`, [importId]).catch(() => {});
    // The connection goes with its settings, whatever happened.
    client.release(true);
  }
}

const optionsSchema = z.object({ source: z.string().optional(), collectedOn: z.string().nullish() });

type Job = Awaited<ReturnType<typeof readJob>> & {};

async function readJob(client: pg.ClientBase, importId: string) {
  const { rows } = await client.query<{
    id: string;
    productId: string;
    kind: ImportKind;
    state: "checking" | "running";
    fileName: string;
    uploadId: string | null;
    setId: string;
    reading: unknown;
    mapping: unknown;
    options: unknown;
    rowsDone: number;
    rowsTotal: number | null;
    createdById: string;
  }>(`SELECT * FROM "Import" WHERE "id" = $1 AND "state" IN ('checking', 'running')`, [importId]);
  const [job] = rows;
  if (!job) return null;
  const options = optionsSchema.parse(job.options);
  const lot: Lot = {
    ...{ importId, productId: job.productId, userId: job.createdById },
    source: options.source || `fichier ${job.fileName}`,
    collectedAt: options.collectedOn ? new Date(`${options.collectedOn}T12:00:00Z`) : new Date(),
  };
  const { rows: departements } = await client.query<{ code: string; name: string }>(
    `SELECT "code", "name" FROM "Territory" WHERE "kind" = 'departement'`,
  );
  const layout = layoutSchema.parse(job.reading);
  const readers = rowReaders({
    ...{ columns: layout.columns, mapping: mappingSchema.parse(job.mapping) },
    departements: new Map(departements.map(({ code, name }) => [fold(name), code])),
  });
  return { ...job, lot, layout, readers };
}

type Pass = Pick<Options, "onProgress"> & { signal: AbortSignal | undefined; lot: number };

/** Reads and decides everything, and writes nothing but what it found. */
async function check(client: pg.ClientBase, job: Job, { signal, lot, onProgress }: Pass): Promise<void> {
  await startOver(client, job.id);
  const preview: { created: Sample[]; changed: Sample[] } = { created: [], changed: [] };
  let total = 0;
  for await (const records of lotsOf(job, 0, lot)) {
    signal?.throwIfAborted();
    total += records.length;
    await inTransaction(client, job, async () => {
      const { outcome, claims } = await decide(client, job, records);
      preview.created.push(...outcome.createdSample.slice(0, SAMPLE - preview.created.length));
      preview.changed.push(...outcome.changedSample.slice(0, SAMPLE - preview.changed.length));
      await note(client, job, records.length, outcome, claims);
    });
    onProgress?.(total, null);
  }
  await client.query(`DELETE FROM "ImportKey" WHERE "importId" = $1`, [job.id]);
  await client.query(
    `UPDATE "Import" SET "state" = 'ready', "rowsTotal" = $2, "preview" = $3
     WHERE "id" = $1 AND "state" = 'checking'`,
    [job.id, total, JSON.stringify(preview)],
  );
}

async function run(client: pg.ClientBase, job: Job, { signal, lot, onProgress }: Pass): Promise<void> {
  const total = job.rowsTotal ?? (await countRows(client, job));
  let done = job.rowsDone;
  for await (const records of lotsOf(job, done, lot)) {
    signal?.throwIfAborted();
    await inTransaction(client, job, async () => {
      const { outcome, claims, write } = await decide(client, job, records);
      await write();
      await note(client, job, records.length, outcome, claims);
    });
    done += records.length;
    onProgress?.(done, total);
  }
  await finish(client, job);
}

/** Once before anything is written: a file that breaks off in its middle is refused whole. */
async function countRows(client: pg.ClientBase, { id, uploadId, layout }: Job): Promise<number> {
  let total = 0;
  for await (const records of readRows(uploadSource(uploadId!), layout)) total += records.length;
  await client.query(
    `UPDATE "Import" SET "rowsTotal" = $2, "startedAt" = coalesce("startedAt", now()) WHERE "id" = $1`,
    [id, total],
  );
  return total;
}

async function* lotsOf({ uploadId, layout }: Job, from: number, size: number): AsyncGenerator<TableRecord[]> {
  let lot: TableRecord[] = [];
  let met = 0;
  for await (const records of readRows(uploadSource(uploadId!), layout)) {
    for (const record of records) if (++met > from) lot.push(record);
    while (lot.length >= size) yield lot.splice(0, size);
  }
  if (lot.length > 0) yield lot;
}

function decide(
  client: pg.ClientBase,
  { kind, lot, readers }: Job,
  records: TableRecord[],
): Promise<DecidedLot> {
  if (kind === "contacts") return decideContactsLot(client, lot, records.map(readers.contacts));
  if (kind === "institutions") return decideInstitutionsLot(client, lot, records.map(readers.institutions));
  return decideUsageLot(client, lot, records.map(readers.usage));
}

async function inTransaction(client: pg.ClientBase, job: Job, work: () => Promise<void>): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(
      `SELECT set_config('essaim.actor', $1, true), set_config('essaim.product', $2, true),
         set_config('essaim.set', $3, true), set_config('essaim.action', $4, true), set_config('jit', 'off', true),
         pg_advisory_xact_lock(hashtextextended('essaim imports of ' || $2::text, 0))`,
      [job.createdById, job.productId, job.setId, `import.${job.kind}`],
    );
    await stillWanted(client, job);
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** Somebody has given the file up in the meantime. */
class GivenUp extends Error {}

async function stillWanted(client: pg.ClientBase, { id, state }: Job): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM "Import" WHERE "id" = $1 AND "state" = $2::"ImportState" FOR UPDATE`,
    [id, state],
  );
  if (rowCount === 0) throw new GivenUp();
}

/** With the rows themselves, how far the import is: neither goes without the other. */
async function note(
  client: pg.ClientBase,
  { id }: Job,
  rows: number,
  outcome: Outcome,
  claims: ReadonlyMap<string, number>,
): Promise<void> {
  await writeClaims(client, id, claims);
  await writeRefusals(client, id, outcome.refused);
  await client.query(
    `UPDATE "Import" SET "rowsDone" = "rowsDone" + $2, "created" = "created" + $3, "updated" = "updated" + $4,
       "unchanged" = "unchanged" + $5, "refused" = "refused" + $6, "startedAt" = coalesce("startedAt", now())
     WHERE "id" = $1`,
    [id, rows, outcome.created, outcome.updated, outcome.unchanged, outcome.refused.length],
  );
}

async function writeRefusals(client: pg.ClientBase, importId: string, refused: Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const columns = ["importId", "line", "cells", "reasons"] as const;
  const rows = refused.map(({ line, cells, reasons }) => ({
    ...{ importId, line, cells: json(cells) },
    reasons: json(reasons.map((reason) => reason.slice(0, 2_000).replaceAll("\0", "\ufffd").toWellFormed())),
  }));
  await sendCopy(
    client,
    `"ImportRefusal" ("importId", "line", "cells", "reasons")`,
    copyText({ columns: [...columns] }, rows),
  );
}

const json = (value: string[]) => JSON.stringify(value);

async function startOver(client: pg.ClientBase, importId: string): Promise<void> {
  await client.query("BEGIN");
  await client.query(`DELETE FROM "ImportKey" WHERE "importId" = $1`, [importId]);
  await client.query(`DELETE FROM "ImportRefusal" WHERE "importId" = $1`, [importId]);
  await client.query(
    `UPDATE "Import" SET "rowsDone" = 0, "created" = 0, "updated" = 0, "unchanged" = 0, "refused" = 0 WHERE "id" = $1`,
    [importId],
  );
  await client.query("COMMIT");
}

/** The file and the keys of its rows are of no more use. */
async function finish(client: pg.ClientBase, { id, uploadId }: Job): Promise<void> {
  await client.query(
    `UPDATE "Import" SET "state" = 'finished', "finishedAt" = now(), "uploadId" = NULL WHERE "id" = $1`,
    [id],
  );
  await client.query(`DELETE FROM "ImportKey" WHERE "importId" = $1`, [id]);
  await client.query(`DELETE FROM "Upload" WHERE "id" = $1`, [uploadId]);
}

/** A connection that is lost is tried again; anything else would fail as surely the next time. */
async function fail(client: pg.ClientBase, { id }: Job, error: unknown): Promise<void> {
  const refusal = error instanceof AppError;
  if (!refusal && isPassing(error)) throw error;
  if (!refusal) log.error({ err: error, import: id }, "An import has failed");
  const sentence = refusal
    ? error.message
    : "Une erreur inattendue a arrêté cet import. Annulez ce qui a été fait, puis reprenez ; si elle revient, dites-le à votre administrateur.";
  await client.query(
    `UPDATE "Import" SET "state" = 'failed', "error" = $2, "finishedAt" = now() WHERE "id" = $1`,
    [id, sentence],
  );
}

/** SQLSTATE classes 08 (connection), 40 (conflict), 53 and 57 (the server stops); or no answer at all. */
function isPassing(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== "string"
    ? /[Cc]onnection|terminat/.test(String(error))
    : /^(08|40|53|57|E[A-Z])/.test(code);
}
