import type pg from "pg";
import { pool } from "#app/db/db.server.ts";
import { progressOf, type StepRow, type UniverseProgress } from "./steps.ts";

/** Any constant: held by the one process that loads. */
export const LOAD_LOCK = 7_262_839;

/** How far the load is: what the first-run page and the command line show. */
export const universeProgress = (): Promise<UniverseProgress> => readProgress(pool);

/** Whether the reference data is all there. */
export async function universeReady(): Promise<boolean> {
  return (await universeProgress()).state === "done";
}

export async function readProgress(client: pg.ClientBase | pg.Pool): Promise<UniverseProgress> {
  const { rows } = await client.query<StepRow & { loading: boolean }>(
    `SELECT "key", "done", "total", "startedAt", "finishedAt", EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = 0 AND objid = $1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS loading
     FROM "UniverseStep" ORDER BY "position"`,
    [LOAD_LOCK],
  );
  return progressOf(rows, rows[0]?.loading ?? false);
}
