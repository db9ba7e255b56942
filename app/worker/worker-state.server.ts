import { pool } from "#app/db/db.server.ts";

/** A worker that has not been seen for this long is not counted, whatever its lock says. */
const SEEN_WITHIN_S = 30;

/** For /healthz: how many workers run, in this process or another, and when one was last seen. */
export async function workerState(): Promise<{ running: number; lastSeenAt: Date | null }> {
  const { rows } = await pool.query<{ running: number; lastSeenAt: Date | null }>(
    `SELECT count(*) FILTER (WHERE "seenAt" > now() - $1 * interval '1 second')::int AS running,
            max("seenAt") AS "lastSeenAt" FROM "Worker"`,
    [SEEN_WITHIN_S],
  );
  return rows[0]!;
}
