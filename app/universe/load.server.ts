import type pg from "pg";
import { pool as applicationPool } from "#app/db/db.server.ts";
import { log } from "#app/log.server.ts";
import { currentChecksum, planUniverse, type Lot, type PlannedStep } from "./plan.server.ts";
import { LOAD_LOCK, readProgress } from "./progress.server.ts";
import { STEPS, type UniverseProgress } from "./steps.ts";
import { createStaging, INSTITUTION, RELATION, TERRITORY, upsert } from "./upsert.server.ts";

export { universeProgress, universeReady } from "./progress.server.ts";

/** Someone set a product up without the reference data; loading it later is one gesture. */
const DECLINED = "universe-declined";

type Options = { pool?: pg.Pool; signal?: AbortSignal };

/**
 * Loads the reference data, or what is missing of it. Safe to call from several processes at once (the others wait,
 * then find it done), to kill at any moment (the next call resumes at the lot that was under way), and to call again
 * (nothing is written). Never deletes: what a later vintage lacks is kept, with its own vintage.
 * @param onProgress called after each committed lot
 * @param options.signal stops between two lots; what is done stays
 * @throws what PostgreSQL answered, the database left as after the last committed lot
 */
export async function loadUniverse(
  onProgress: (progress: UniverseProgress) => void = () => {},
  { pool = applicationPool, signal }: Options = {},
): Promise<UniverseProgress> {
  const client = await pool.connect();
  // A connection cut while idle would otherwise take the process down; the next query says it better.
  client.on("error", () => {});
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOAD_LOCK]);
    if (!(await isCurrent(client))) await load(client, onProgress, signal);
    return await readProgress(client);
  } finally {
    // At once, so that whoever looks next sees nobody at it; then closing the connection gives back the rest, the
    // staging tables and the settings, whatever happened.
    await client.query("SELECT pg_advisory_unlock($1)", [LOAD_LOCK]).catch(() => {});
    client.release(true);
  }
}

/**
 * Finishes a load that was asked for and interrupted, or brings a product's instance to the vintage of this code.
 * For the worker's boot.
 * @returns whether there was something to do
 */
export async function resumeUniverseIfNeeded({
  pool = applicationPool,
  signal,
}: Options = {}): Promise<boolean> {
  const { rows } = await pool.query<{ wanted: boolean }>(
    `SELECT EXISTS (SELECT FROM "UniverseStep") OR (EXISTS (SELECT FROM "Product")
       AND NOT EXISTS (SELECT FROM "Setting" WHERE "key" = '${DECLINED}')) AS wanted`,
  );
  if (!rows[0]!.wanted || (await isCurrent(pool))) return false;
  const { institutions } = await loadUniverse(undefined, { pool, signal });
  log.info({ institutions: institutions.done }, "universe loaded");
  return true;
}

/** No load starts by itself, until one is asked for. */
export async function declineUniverse(pool: pg.Pool = applicationPool): Promise<void> {
  await pool.query(
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ($1, 'true', now()) ON CONFLICT DO NOTHING`,
    [DECLINED],
  );
}

/** The worker begins the load within seconds. */
export async function requestUniverse(pool: pg.Pool = applicationPool): Promise<void> {
  await pool.query(`DELETE FROM "Setting" WHERE "key" = $1`, [DECLINED]);
}

/** Whether each step is finished, with the data and the code of today. */
async function isCurrent(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT "key" FROM "UniverseStep" WHERE "finishedAt" IS NOT NULL AND "checksum" = $1`,
    [currentChecksum()],
  );
  return STEPS.every((step) => rows.some((row) => row.key === step.key));
}

async function load(
  client: pg.ClientBase,
  onProgress: (progress: UniverseProgress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  // The reference data is not anybody's change.
  await client.query(`SELECT set_config('essaim.log', 'off', false)`);
  await createStaging(client);
  const plan = await planUniverse();
  for (const [position, step] of plan.entries()) await announce(client, step, position);
  for (const step of plan) {
    for await (const _ of loadStep(client, step, signal)) onProgress(await readProgress(client));
  }
  // Estimates for the planner, and search without its pending list, from the first page on.
  await client.query(`VACUUM (ANALYZE) "Institution"`);
  await client.query(`ANALYZE "Territory", "Relation"`);
  // The words that a misspelled one is corrected to.
  await client.query(`REFRESH MATERIALIZED VIEW "SearchWord"`);
}

/** Tells what is to be loaded before loading it; a step whose data or code has changed starts over. */
async function announce(client: pg.ClientBase, step: PlannedStep, position: number): Promise<void> {
  await client.query(
    `INSERT INTO "UniverseStep" AS t ("key", "position", "total", "source", "vintage", "checksum", "updatedAt")
     VALUES ($1, $2, $3, $4, $5, $6, now())
     ON CONFLICT ("key") DO UPDATE SET "position" = $2, "done" = 0, "total" = $3, "source" = $4, "vintage" = $5,
       "checksum" = $6, "startedAt" = NULL, "finishedAt" = NULL, "updatedAt" = now()
     WHERE t."checksum" <> $6 OR t."total" <> $3`,
    [step.key, position, step.total, step.source, step.vintage, currentChecksum()],
  );
}

/** Commits lot by lot, yielding after each; those a former load has committed are passed over. */
async function* loadStep(client: pg.ClientBase, step: PlannedStep, signal: AbortSignal | undefined) {
  const { rows } = await client.query<{ done: number; finished: boolean }>(
    `UPDATE "UniverseStep" SET "startedAt" = coalesce("startedAt", now()), "updatedAt" = now() WHERE "key" = $1
     RETURNING "done", "finishedAt" IS NOT NULL AS finished`,
    [step.key],
  );
  if (rows[0]!.finished) return;
  let done = 0;
  for (const lot of step.lots) {
    done += lot.size;
    if (done <= rows[0]!.done) continue;
    signal?.throwIfAborted();
    await commitLot(client, step, lot, done);
    yield done;
  }
  await client.query(`UPDATE "UniverseStep" SET "finishedAt" = now(), "updatedAt" = now() WHERE "key" = $1`, [
    step.key,
  ]);
}

async function commitLot(client: pg.ClientBase, step: PlannedStep, lot: Lot, done: number): Promise<void> {
  const rows = lot.rows();
  await client.query("BEGIN");
  await upsert(client, TERRITORY, rows.territories ?? []);
  await upsert(client, INSTITUTION, rows.institutions ?? []);
  await upsert(client, RELATION, rows.relations ?? []);
  await client.query(`UPDATE "UniverseStep" SET "done" = $2, "updatedAt" = now() WHERE "key" = $1`, [
    step.key,
    done,
  ]);
  await client.query("COMMIT");
}
