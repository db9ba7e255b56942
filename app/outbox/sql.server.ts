import type { PoolClient } from "pg";
import { pool } from "#app/db/db.server.ts";

/**
 * One transaction in plain SQL, for the engine: it works on many rows of many products at once, in nobody's name.
 * @param action what the change log calls what is done to the tables it watches
 */
export async function sqlTransaction<T>(
  action: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks says so to the query; said to nobody else, it would take the process down.
  client.on("error", ignore);
  let failure: Error | undefined;
  try {
    await client.query(`BEGIN; SET LOCAL essaim.action = ${client.escapeLiteral(action)}`);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    failure = error as Error;
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.off("error", ignore);
    // A connection that failed may be half-dead: the pool opens another.
    client.release(failure);
  }
}

function ignore(): void {}
