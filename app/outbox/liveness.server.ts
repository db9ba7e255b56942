import pg from "pg";
import { pool } from "#app/db/db.server.ts";
import { log } from "#app/log.server.ts";
import { databaseUrl } from "#app/runtime.server.ts";
import { sqlTransaction } from "./sql.server.ts";
import { WAKE_CHANNEL } from "./wake.server.ts";

/** The lock that says a worker is alive: PostgreSQL frees it when the process dies, however it dies. */
const LOCK = `hashtextextended('essaim worker ' || $1::uuid, 0)`;
/** A row of ours that we do not have in hand: the database did what it was asked, and its answer was lost. */
const STRAY_AFTER_MS = 10_000;
const RECONNECT_MS = 1000;

export type Presence = { alive: () => boolean; leave: () => Promise<void> };

/**
 * Holds a worker's lock on a connection of its own, which also hears `onWake`. A lost connection is replaced; until
 * then the worker takes nothing new. The lock must be had before the first reservation.
 */
export async function appear(workerId: string, onWake: () => void): Promise<Presence> {
  let client: pg.Client | undefined;
  let left = false;

  const isMissing = () => !left && !client;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl(), keepAlive: true });
    next.on("notification", onWake);
    next.on("error", () => {});
    next.once("end", () => {
      if (client !== next) return;
      client = undefined;
      void reconnect();
    });
    try {
      await next.connect();
      await next.query(`SELECT pg_advisory_lock(${LOCK})`, [workerId]);
      await next.query(`LISTEN ${WAKE_CHANNEL}`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    client = next;
  }

  async function reconnect(): Promise<void> {
    while (isMissing()) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      await connect().catch((error) =>
        log.warn({ err: error }, "The worker has lost the database; trying again"),
      );
    }
  }

  await connect();
  return {
    alive: () => client !== undefined,
    leave: async () => {
      left = true;
      await client?.end().catch(() => {});
    },
  };
}

/** Says that this worker is here, for /healthz. */
export async function beat(workerId: string): Promise<void> {
  await pool.query(
    `INSERT INTO "Worker" ("id") VALUES ($1) ON CONFLICT ("id") DO UPDATE SET "seenAt" = now()`,
    [workerId],
  );
}

/**
 * Sees to the rows of workers that died: what they had reserved goes back to the queue, what they were handing over
 * becomes `uncertain`, since nobody knows whether the server took it. Death is known by the lock, not by a clock.
 */
export async function buryTheDead(workerId: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "workerId" AS id FROM "Message" WHERE "workerId" IS NOT NULL AND "workerId" <> $1
     UNION SELECT "id" FROM "Worker" WHERE "id" <> $1`,
    [workerId],
  );
  for (const { id } of rows)
    if (await bury(id)) log.warn({ worker: id }, "A dead worker's messages were taken back");
}

/** Gives back rows that are ours in the database, and in nobody's hand here: they were never handed over. */
export async function releaseStrays(workerId: string, held: string[], now: Date): Promise<void> {
  await pool.query(
    `UPDATE "Message" SET "state" = 'queued', "workerId" = NULL
     WHERE "workerId" = $1 AND "state" IN ('queued', 'sending') AND "id" <> ALL ($2)
       AND greatest("reservedAt", "sendingAt") < $3`,
    [workerId, held, new Date(now.getTime() - STRAY_AFTER_MS)],
  );
}

/** @returns whether it was dead, and had something left */
function bury(workerId: string): Promise<boolean> {
  return sqlTransaction("campagne.envoi", async (client) => {
    const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS dead`, [workerId]);
    if (!rows[0].dead) return false;
    await client.query(`DELETE FROM "Worker" WHERE "id" = $1`, [workerId]);
    const { rowCount } = await client.query(
      `WITH taken AS (
         UPDATE "Message" SET "workerId" = NULL,
           "state" = (CASE "state" WHEN 'sending' THEN 'uncertain' ELSE "state"::text END)::"MessageState",
           "reply" = CASE "state" WHEN 'sending' THEN $2 ELSE "reply" END
         WHERE "workerId" = $1 RETURNING "id", "productId", "state"
       ), told AS (
         INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail")
         SELECT "productId", "id", 'uncertain', $2 FROM taken WHERE "state" = 'uncertain'
       ) SELECT FROM taken`,
      [workerId, DIED],
    );
    return rowCount! > 0;
  });
}

const DIED = "L’envoi a été interrompu avant la réponse du serveur : le message est peut-être parti.";
