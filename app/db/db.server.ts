import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { remember } from "#app/remember.ts";
import { databaseUrl } from "#app/runtime.server.ts";
import { PrismaClient } from "./generated/client.ts";

/** The one pool: Prisma's queries and hand-written SQL share it. */
export const pool = remember("pool", createPool);

export const db = remember("db", () => new PrismaClient({ adapter: new PrismaPg(pool) }));

function createPool(): pg.Pool {
  const created = new pg.Pool({ connectionString: databaseUrl(), max: 12 });
  // An idle connection that PostgreSQL closes (restart, failover) is replaced at the next query.
  created.on("error", () => {});
  return created;
}
