import { createHash } from "node:crypto";
import type pg from "pg";
import { db, pool } from "./db.server.ts";
import type { Prisma } from "./generated/client.ts";
import type { Tx } from "./transaction.server.ts";

/**
 * What `client.$queryRaw` reads, and, out of a transaction, without what Prisma's engine adds, which is several times the
 * price of a short query. A `date` is to be cast to text: the driver would make it a local moment.
 */
export async function readRows<Row extends pg.QueryResultRow>(
  sql: Prisma.Sql,
  client: Tx = db,
): Promise<Row[]> {
  if (client !== db) return client.$queryRaw<Row[]>(sql);
  const { rows } = await pool.query<Row>(sql.text, sql.values);
  return rows;
}

/** The same, of a query whose text never depends on what is asked. */
export async function readPrepared<Row extends pg.QueryResultRow>(
  sql: Prisma.Sql,
  client: Tx = db,
): Promise<Row[]> {
  if (client !== db) return client.$queryRaw<Row[]>(sql);
  const { rows } = await prepared<Row>(sql.text, sql.values);
  return rows;
}

const names = new Map<string, string>();

/**
 * A query that PostgreSQL reads once by connection: for the few that run as somebody types. Its text is one of a few,
 * never made of what is asked. It is also planned once where its parameters are only met as `(SELECT $1)`: what they hold
 * is then nothing to the plan, so that planning again is never worth its price, and every search has the same plan.
 */
export function prepared<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  let name = names.get(text);
  if (!name) {
    name = createHash("sha256").update(text).digest("hex").slice(0, 32);
    names.set(text, name);
  }
  return pool.query<Row>({ name, text, values });
}
