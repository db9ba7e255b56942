import { spawn } from "node:child_process";
import { once } from "node:events";
import nodemailer from "nodemailer";
import type pg from "pg";
import { createOutbox } from "#app/outbox/engine.server.ts";
import type { Outgoing } from "#app/outbox/mail.ts";
import { seal } from "#app/outbox/secret-box.server.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import { median } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const MESSAGES = 5_000;
const ROUNDS = 3;
const SENDER = { name: "Camille Roussel", fromAddress: "camille@parcelle.example" };

/**
 * The outbox against nodemailer's own pool, the same mails to the same server. What it costs more is its promise: no
 * connection carries a second message before the outcome of its first is committed, with its event, its exchange and
 * their triggers.
 */
export async function benchOutbox(pool: pg.Pool): Promise<BenchRow[]> {
  const sink = spawn(process.execPath, ["tests/bench/swift-sink.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(sink.stdout, "data");
  try {
    await fill(pool, `smtp://127.0.0.1:${Number(port)}`);
    const ours: number[] = [];
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { rows } = await pool.query<Outgoing>(`SELECT * FROM "Message"`);
      alone.push(await timed(() => sendAlone(Number(port), rows)));
      await pool.query(`UPDATE "Message" SET "state" = 'queued', "attempt" = 0, "sentAt" = NULL;
        UPDATE "Enrollment" SET "state" = 'active'; UPDATE "Campaign" SET "state" = 'running'`);
      await pool.query(`TRUNCATE "MessageEvent", "Interaction" CASCADE`);
      ours.push(await timed(sendThroughOutbox));
      const { rowCount } = await pool.query(`SELECT FROM "Message" WHERE "state" = 'sent'`);
      if (rowCount !== MESSAGES) throw new Error(`${rowCount} messages were sent, of ${MESSAGES}`);
    }
    const [mine, limit] = [median(ours), median(alone)];
    const name = `outbox, ${MESSAGES} messages, against nodemailer alone`;
    return [{ name, ours: mine, limit, unit: "ms", ratio: mine / limit, target: 1.25 }];
  } finally {
    sink.kill();
  }
}

async function sendThroughOutbox(): Promise<void> {
  const outbox = createOutbox(crypto.randomUUID());
  await outbox.tick();
  await outbox.settled();
  await outbox.stop();
}

async function sendAlone(port: number, rows: Outgoing[]): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, pool: true, maxConnections: 10 });
  const send = ({ email, subject, text, html, rfcMessageId, id }: Outgoing) =>
    transport.sendMail({
      ...{ subject, text, html, to: email, messageId: `<${rfcMessageId}>` },
      from: { name: SENDER.name, address: SENDER.fromAddress },
      headers: { "List-Unsubscribe": `<${unsubscribeUrl(id)}>` },
    });
  await Promise.all(rows.map(send));
  transport.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function fill(pool: pg.Pool, smtpUrl: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET essaim.log = 'off'");
    await client.query(`INSERT INTO "Product" ("name") VALUES ('Parcelle')`);
    await client.query(
      `INSERT INTO "Mailbox" ("productId", "name", "fromAddress", "smtpSecret")
       SELECT "id", $1, $2, $3 FROM "Product"`,
      [SENDER.name, SENDER.fromAddress, seal(smtpUrl)],
    );
    for (const sql of STATEMENTS) await client.query(sql.replaceAll("$MESSAGES", String(MESSAGES)));
    await client.query("RESET essaim.log");
    await client.query("ANALYZE");
  } finally {
    client.release();
  }
}

const STATEMENTS = [
  `INSERT INTO "Campaign" ("productId", "mailboxId", "name", "state", "audience")
   SELECT "productId", "id", 'Banc', 'running', '{}' FROM "Mailbox"`,
  `INSERT INTO "Step" ("productId", "campaignId", "position") SELECT "productId", "id", 1 FROM "Campaign"`,
  `INSERT INTO "Variant" ("productId", "stepId", "subject", "text") SELECT "productId", "id", '', '' FROM "Step"`,
  `INSERT INTO "Institution" ("id", "key", "name", "kind", "source", "vintage")
   SELECT md5('i' || n)::uuid, 'bench:' || n, 'Institution ' || n, 'other', 'banc', '2026'
   FROM generate_series(1, $MESSAGES) n`,
  `INSERT INTO "Contact" ("id", "productId", "lastName")
   SELECT md5('c' || n)::uuid, p."id", 'Tessier' FROM generate_series(1, $MESSAGES) n, "Product" p`,
  `INSERT INTO "Enrollment" ("id", "productId", "campaignId", "contactId", "institutionId")
   SELECT md5('e' || n)::uuid, "productId", "id", md5('c' || n)::uuid, md5('i' || n)::uuid
   FROM generate_series(1, $MESSAGES) n, "Campaign"`,
  `INSERT INTO "Message" ("productId", "campaignId", "enrollmentId", "stepId", "variantId", "mailboxId", "state",
     "email", "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId", "dueAt")
   SELECT c."productId", c."id", md5('e' || n)::uuid, s."id", v."id", c."mailboxId", 'queued',
     'c' || n || '@mairie.example', md5('a' || n), 'Vingt minutes ?', repeat('Bonjour à vous. ', 60),
     '<html><body>' || repeat('<p>Bonjour à vous.</p>', 150) || '</body></html>', '', n || '@parcelle.example', now()
   FROM generate_series(1, $MESSAGES) n, "Campaign" c, "Step" s, "Variant" v`,
];
