import { spawn } from "node:child_process";
import { once } from "node:events";
import nodemailer from "nodemailer";
import type pg from "pg";
import { createOutbox } from "#app/outbox/engine.server.ts";
import type { Outgoing } from "#app/outbox/mail.ts";
import { seal } from "#app/outbox/secret-box.server.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import { median } from "./measure.ts";
import { startWorkers } from "./outbox-workers.ts";
import type { BenchRow } from "./universe.ts";

const MESSAGES = 5_000;
/** One worker's ten connections carry 200 a second at the most when each message takes 50 ms. */
const SHARED = 2_000;
const ANSWER_MS = 50;
const FEW = 10_000;
const MANY = 100_000;
/** The memory of a long campaign is known well before its end: on a slow machine, this is where it stops. */
const LONGEST_SECONDS = 90;
const ROUNDS = 5;
/** A slow server answers alike every time. */
const SLOW_ROUNDS = 3;
const SENDER = { name: "Camille Roussel", fromAddress: "camille@parcelle.example" };

/**
 * The outbox against nodemailer's own pool, the same mails to the same server. What it costs more is its promise: no
 * connection carries a second message before the outcome of its first is committed, with its event, its exchange and
 * their triggers.
 */
export async function benchOutbox(pool: pg.Pool, database: string): Promise<BenchRow[]> {
  const rows = [await benchAlone(pool)];
  rows.push(await benchShare(pool, database));
  rows.push(...(await benchMemory(pool, database)));
  return rows;
}

async function benchAlone(pool: pg.Pool): Promise<BenchRow> {
  const { port, sink } = await startSink();
  try {
    await fill(pool, `smtp://127.0.0.1:${port}`, MESSAGES);
    const ours: number[] = [];
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { rows } = await pool.query<Outgoing>(`SELECT * FROM "Message"`);
      alone.push(await timed(() => sendAlone(port, rows)));
      await unsend(pool);
      ours.push(await timed(sendThroughOutbox));
      await countSent(pool, MESSAGES);
    }
    const [mine, limit] = [median(ours), median(alone)];
    const name = `outbox, ${MESSAGES} messages, against nodemailer alone`;
    return { name, ours: mine, limit, unit: "ms", ratio: mine / limit, target: 1.25 };
  } finally {
    sink.kill();
  }
}

/** Ten connections a worker: on a server that takes its time, a second worker brings ten more. */
async function benchShare(pool: pg.Pool, database: string): Promise<BenchRow> {
  const { port, sink } = await startSink(ANSWER_MS);
  try {
    await fill(pool, `smtp://127.0.0.1:${port}`, SHARED);
    const times: Record<number, number[]> = { 1: [], 2: [] };
    for (let round = 0; round < SLOW_ROUNDS; round++)
      for (const count of [1, 2]) {
        await unsend(pool);
        const said = await Promise.all((await startWorkers(database, count)).map((work) => work()));
        times[count]!.push(Math.max(...said.map(({ took }) => took)));
        await countSent(pool, SHARED);
      }
    const [one, two] = [median(times[1]!), median(times[2]!)];
    const name = `two workers, of one, on a sink of ${ANSWER_MS} ms`;
    return { name, ours: two, limit: one, unit: "ms", ratio: two / one, target: 0.59 };
  } finally {
    sink.kill();
  }
}

async function benchMemory(pool: pg.Pool, database: string): Promise<BenchRow[]> {
  const { port, sink } = await startSink();
  const weigh = async (count: number) => {
    await fill(pool, `smtp://127.0.0.1:${port}`, count);
    const [work] = await startWorkers(database, 1, { BENCH_SECONDS: String(LONGEST_SECONDS) });
    const said = await work!();
    const { rows } = await pool.query(`SELECT FROM "Message" WHERE "state" = 'sent'`);
    return { ...said, sent: rows.length };
  };
  try {
    const [few, many] = [await weigh(FEW), await weigh(MANY)];
    return (["held", "alive"] as const).map((kind) => ({
      ...{ name: `memory ${kind}, ${many.sent} sent of ${MANY}, for ${FEW}`, unit: "MB" as const },
      ...{ ours: many[kind], limit: few[kind], ratio: many[kind] / few[kind], target: 1.2 },
    }));
  } finally {
    sink.kill();
  }
}

async function startSink(delayMs = 0) {
  const sink = spawn(process.execPath, ["tests/bench/swift-sink.ts"], {
    ...{ stdio: ["ignore", "pipe", "inherit"] as const, env: { ...process.env, DELAY_MS: String(delayMs) } },
  });
  const [port] = await once(sink.stdout!, "data");
  return { port: Number(port), sink };
}

/** As they were before anything left. */
async function unsend(pool: pg.Pool): Promise<void> {
  await pool.query(`UPDATE "Message" SET "state" = 'queued', "attempt" = 0, "sentAt" = NULL, "workerId" = NULL;
    UPDATE "Enrollment" SET "state" = 'active'; UPDATE "Campaign" SET "state" = 'running'`);
  await pool.query(`TRUNCATE "MessageEvent", "Interaction" CASCADE`);
  await pool.query(`VACUUM ANALYZE "Message"`);
}

async function countSent(pool: pg.Pool, expected: number): Promise<void> {
  const { rowCount } = await pool.query(`SELECT FROM "Message" WHERE "state" = 'sent'`);
  if (rowCount !== expected) throw new Error(`${rowCount} messages were sent, of ${expected}`);
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

async function fill(pool: pg.Pool, smtpUrl: string, count: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET essaim.log = 'off'");
    // Never the universe's own institutions: the parts that follow count on them.
    await client.query(`TRUNCATE "Campaign", "Contact", "Interaction", "Account" CASCADE`);
    await client.query(`DELETE FROM "Product"; DELETE FROM "Institution" WHERE "key" LIKE 'bench:%'`);
    await client.query(`INSERT INTO "Product" ("name") VALUES ('Parcelle')`);
    await client.query(
      `INSERT INTO "Mailbox" ("productId", "name", "fromAddress", "smtpSecret")
       SELECT "id", $1, $2, $3 FROM "Product"`,
      [SENDER.name, SENDER.fromAddress, seal(smtpUrl)],
    );
    for (const sql of STATEMENTS) await client.query(sql.replaceAll("$COUNT", String(count)));
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
   FROM generate_series(1, $COUNT) n`,
  `INSERT INTO "Contact" ("id", "productId", "lastName")
   SELECT md5('c' || n)::uuid, p."id", 'Tessier' FROM generate_series(1, $COUNT) n, "Product" p`,
  `INSERT INTO "Enrollment" ("id", "productId", "campaignId", "contactId", "institutionId")
   SELECT md5('e' || n)::uuid, "productId", "id", md5('c' || n)::uuid, md5('i' || n)::uuid
   FROM generate_series(1, $COUNT) n, "Campaign"`,
  `INSERT INTO "Message" ("productId", "campaignId", "enrollmentId", "stepId", "variantId", "mailboxId", "state",
     "email", "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId", "dueAt")
   SELECT c."productId", c."id", md5('e' || n)::uuid, s."id", v."id", c."mailboxId", 'queued',
     'c' || n || '@mairie.example', md5('a' || n), 'Vingt minutes ?', repeat('Bonjour à vous. ', 60),
     '<html><body>' || repeat('<p>Bonjour à vous.</p>', 150) || '</body></html>', '', n || '@parcelle.example', now()
   FROM generate_series(1, $COUNT) n, "Campaign" c, "Step" s, "Variant" v`,
];
