import pg, { type PoolClient } from "pg";
import { pool } from "#app/db/db.server.ts";
import { remember } from "#app/remember.ts";
import { databaseUrl } from "#app/runtime.server.ts";

/** Its connections send a statement without waiting for the answer to the one before. */
const pipelined = remember("outbox-pool", () => {
  const created = new pg.Pool({
    ...{ connectionString: databaseUrl(), pipeline: true, max: 4 },
    // Worth nothing between two campaigns.
    ...{ idleTimeoutMillis: 10_000, allowExitOnIdle: true },
  });
  created.on("error", ignore);
  return created;
});

/**
 * A prepared statement keeps the plan it was first given. Given while a table was still empty, it would read all of it
 * for each row asked for, for as long as nobody analyses it: ten rows are always looked up by their indexes.
 */
const POINTED = [
  ...["enable_seqscan = off", "enable_hashjoin = off", "enable_mergejoin = off"],
  "plan_cache_mode = force_generic_plan",
]
  .map((setting) => `SET LOCAL ${setting}`)
  .join("; ");

/**
 * One transaction in two exchanges with PostgreSQL instead of six: all that `first` asks leaves at once, and COMMIT
 * leaves behind what `last` asks. Each must ask before it waits for anything.
 */
export async function pipelinedTransaction<A, B>(
  action: string,
  first: (client: PoolClient) => Promise<A>,
  last: (client: PoolClient, known: A) => Promise<B>,
): Promise<B> {
  const client = await pipelined.connect();
  client.on("error", ignore);
  let failure: Error | undefined;
  try {
    const began = client.query(
      `BEGIN; ${POINTED}; SET LOCAL essaim.action = ${client.escapeLiteral(action)}`,
    );
    const [, known] = await Promise.all([began, first(client)]);
    const [result, { command }] = await Promise.all([last(client, known), client.query("COMMIT")]);
    // What failed before it makes a ROLLBACK of a COMMIT, without an error.
    if (command !== "COMMIT") throw new Error(`A transaction ended by ${command}`);
    return result;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.off("error", ignore);
    // In the middle of what it was asked: closing it rolls back.
    client.release(failure);
  }
}

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
