import type pg from "pg";
import { pool } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { type LoadCounts, readCounts } from "./load.ts";

/** Any constant: held by whoever reads or applies a dump. */
const DILA_LOCK = 7_262_841;

export type Load = {
  id: string;
  fileName: string;
  state: "reading" | "report" | "applying" | "applied" | "failed" | "dropped";
  counts: LoadCounts;
  error: string | null;
  /** The latest change of its records: « 2026-10-14 ». */
  vintage: string | null;
  createdAt: Date;
  appliedAt: Date | null;
};

/**
 * Runs `work` alone of its kind, on a connection of its own.
 * @throws {AppError} conflict, when another dump is being read or applied
 */
export async function alone<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on("error", () => {});
  try {
    const { rows } = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_lock($1) AS mine", [
      DILA_LOCK,
    ]);
    if (!rows[0]!.mine)
      throw new AppError(
        "conflict",
        "Un fichier de l’annuaire est déjà en cours. Attendez qu’il soit fini.",
        {
          fields: { form: "Un fichier de l’annuaire est déjà en cours. Attendez qu’il soit fini." },
        },
      );
    // The reference data is not anybody's change.
    await client.query(`SELECT set_config('essaim.log', 'off', false)`);
    return await work(client);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [DILA_LOCK]).catch(() => {});
    client.release(true);
  }
}

/** The last dump that was not set aside, or this one; a reading that nobody is at any more has failed. */
export async function currentLoad(id?: string): Promise<Load | null> {
  const { rows } = await pool.query<Load & { counts: unknown; held: boolean }>(
    `SELECT "id", "fileName", "state", "counts", "error", "vintage", "createdAt", "appliedAt", EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = 0 AND objid = $1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "held"
     FROM "ReferenceLoad" WHERE CASE WHEN $2::uuid IS NULL THEN "state" <> 'dropped' ELSE "id" = $2 END
     ORDER BY "createdAt" DESC LIMIT 1`,
    [DILA_LOCK, id ?? null],
  );
  const load = rows[0] && { ...rows[0], counts: readCounts(rows[0].counts) };
  if (!load) return null;
  const { held, ...found } = load;
  return found.state === "reading" && !held ? { ...found, state: "failed", error: INTERRUPTED } : found;
}

export const INTERRUPTED = "La lecture a été interrompue. Déposez le fichier à nouveau.";

/** The day of the last dump that was applied. */
export async function lastApplied(): Promise<{ vintage: string | null; appliedAt: Date } | null> {
  const { rows } = await pool.query<{ vintage: string | null; appliedAt: Date }>(
    `SELECT "vintage", "appliedAt" FROM "ReferenceLoad" WHERE "state" = 'applied' ORDER BY "appliedAt" DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** Sets a load aside: what it staged goes, what it counted stays. */
export async function dropLoad(id: string): Promise<void> {
  await pool.query(`DELETE FROM "ReferenceRecord" WHERE "loadId" = $1`, [id]);
  await pool.query(`UPDATE "ReferenceLoad" SET "state" = 'dropped' WHERE "id" = $1`, [id]);
}
