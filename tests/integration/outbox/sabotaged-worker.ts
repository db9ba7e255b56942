/**
 * What the outbox is not: a worker that claims, sends, then marks as sent. Killed in between, it leaves nothing to say
 * that the message went. The invariant's test must see it.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { reachDatabase } from "./reach-database.ts";

reachDatabase();
const { pool } = await import("#app/db/db.server.ts");
const { appear, buryTheDead } = await import("#app/outbox/liveness.server.ts");
const { buildMail } = await import("#app/outbox/mail.ts");
const { serverUrl } = await import("#app/outbox/mailboxes.server.ts");
const { busyMailboxes, reserve } = await import("#app/outbox/reserve.server.ts");
const { openRoute } = await import("#app/outbox/route.server.ts");
const { readServer } = await import("#app/outbox/transport.server.ts");

const worker = randomUUID();
await appear(worker, () => {});
setInterval(() => void buryTheDead(worker), 1000);

while (true) {
  await buryTheDead(worker);
  for (const mailbox of await busyMailboxes(new Date())) {
    const route = openRoute(readServer(serverUrl(mailbox)!), () => new Date());
    const ids = await reserve(worker, mailbox.id, 10, new Date());
    const { rows } = await pool.query(`SELECT * FROM "Message" WHERE "id" = ANY ($1)`, [ids]);
    await Promise.all(
      rows.map(async (row) => {
        const { outcome, free } = await route.send(
          buildMail(row, mailbox, "https://essaim.example", new Date()),
        );
        await pool.query(
          `UPDATE "Message" SET "state" = $2::text::"MessageState", "workerId" = NULL WHERE "id" = $1`,
          [row.id, outcome.state === "retry" ? "queued" : outcome.state],
        );
        free();
      }),
    );
    route.close();
  }
  await delay(100);
}
