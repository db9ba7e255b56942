import pg from "pg";
import { pool } from "#app/db/db.server.ts";
import { sqlTransaction } from "#app/outbox/sql.server.ts";

/** What the database dates by itself, with its own clock. */
const DATED: Record<string, string[]> = {
  Change: ["at"],
  Campaign: ["launchedAt", "finishedAt"],
  Contact: ["opposedAt"],
  Enrollment: ["createdAt", "stoppedAt"],
  InboundMessage: ["createdAt"],
  Interaction: ["createdAt", "handledAt"],
  Message: ["createdAt"],
  MessageEvent: ["at"],
  Opportunity: ["createdAt", "stageSince"],
  StagePeriod: ["validFrom", "validTo"],
  Task: ["createdAt"],
};

/** The moment from which what the database dates is the replay's. */
export async function startOfReplay(): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>(`SELECT clock_timestamp() AS now`);
  return rows[0]!.now;
}

/** What has just been dated of now was done at `at`: the clock of a replay is not the database's. */
export async function redate(productId: string, since: Date, at: Date): Promise<void> {
  const [product, from, then] = [productId, since.toISOString(), at.toISOString()].map(pg.escapeLiteral);
  const updates = Object.entries(DATED).flatMap(([table, columns]) =>
    columns.map(
      (column) => `UPDATE "${table}" SET "${column}" = ${then}
        WHERE "productId" = ${product} AND "${column}" >= ${from} AND "${column}" > ${then}`,
    ),
  );
  // A date set right is no change of anybody's. One round trip: there are as many as there are moments.
  await sqlTransaction("démonstration", (client) =>
    client.query(`SET LOCAL essaim.log = 'off'; ${updates.join("; ")}`),
  );
}
