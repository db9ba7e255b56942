import pg from "pg";
import { databaseUrl } from "#app/runtime.server.ts";

export type ReadingLock = { lost: AbortSignal; release: () => Promise<void> };

/**
 * One worker reads a mailbox at a time: whoever holds its lock, which PostgreSQL frees when the process dies.
 * @returns null when another one reads it
 */
export async function lockReading(mailboxId: string): Promise<ReadingLock | null> {
  const lost = new AbortController();
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true });
  client.on("error", () => {});
  client.once("end", () => lost.abort());
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('essaim inbox ' || $1::uuid, 0)) AS held`,
      [mailboxId],
    );
    if (rows[0]?.held) return { lost: lost.signal, release: () => client.end().catch(() => {}) };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  await client.end().catch(() => {});
  return null;
}
