import { setTimeout as delay } from "node:timers/promises";
import { db, pool } from "#app/db/db.server.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { noteReading } from "#app/outbox/journal.server.ts";
import { createCampaign, ledger } from "../../outbox-factories.ts";
import type { Behaviour, Sink, SinkOptions } from "../../smtp-sink.ts";
import type { WorkerProcess } from "./process.ts";

const MESSAGES = 500;
const KILLS = 30;
const WORKERS = 2;

/** Each way a server answers, dealt to the messages in turn; what is not the first attempt is well received. */
const FIRST: Behaviour[] = [
  { refuse: { code: 450, at: "rcpt" } },
  { refuse: { code: 451, at: "data" } },
  { close: "rcpt" },
  { close: "before the dot" },
  { close: "after the dot" },
  { readAfterMs: 300 },
];
const ALWAYS: Behaviour[] = [{ refuse: { code: 550, at: "rcpt" } }, { refuse: { code: 554, at: "data" } }];
const IN_TURN = 20;

export type Run = Awaited<ReturnType<typeof killInTheMiddle>>;

/**
 * Five hundred messages to a server that accepts, delays, refuses and hangs up; two workers; thirty kills, each counted
 * only when it cut a message between DATA and its reply. Comes back when the ledger has come to rest.
 * @throws as soon as the server has accepted a message twice
 */
export async function killInTheMiddle({
  sinkWith,
  startProcess,
  journal,
  atRest,
}: {
  sinkWith: (options: SinkOptions) => Promise<Sink>;
  startProcess: () => WorkerProcess;
  journal?: string;
  atRest: string[];
}) {
  const sink = await sinkWith({ behave: behaviourOf, journal });
  const emails = Array.from({ length: MESSAGES }, (_, i) => `a${i}@mairie.example`);
  const mailbox = { smtpUrl: sink.url };
  const campaign = await createCampaign({ mailbox, emails });
  await db.mailbox.update({ where: { id: campaign.mailboxId }, data: { journalAddress: journal ?? null } });

  const watch = watchLedger(sink);
  const reader = journal ? readJournal(sink, campaign.mailboxId) : undefined;
  try {
    const killed = await Promise.race([killWorkers(sink, startProcess), watch.failed]);
    await Promise.race([rest(campaign.id, atRest), watch.failed]);
    refuseTwice(sink);
    return {
      campaign,
      sink,
      killed,
      rows: Object.values(await ledger(campaign.id)),
      heldAfterDeath: watch.longest(),
    };
  } finally {
    watch.stop();
    await reader?.stop();
  }
}

/** @returns how many processes were killed, of which thirty had a message between DATA and its reply */
async function killWorkers({ clients }: Sink, startProcess: () => WorkerProcess): Promise<number> {
  const workers = Array.from({ length: WORKERS }, startProcess);
  let killed = 0;
  let counted = 0;
  while (counted < KILLS) {
    const victim = workers.shift()!;
    // In turn: as soon as a message begins, when several have, and at the worst moment, accepted and not told.
    const least = counted % 3;
    await clients.until(() =>
      least === 0 ? clients.unanswered(victim.name) > 0 : clients.inData(victim.name) >= least,
    );
    await victim.kill();
    await clients.until(() => clients.connected(victim.name) === 0);
    killed++;
    if (clients.cutShort(victim.name) > 0) counted++;
    workers.push(startProcess());
  }
  return killed;
}

function behaviourOf(to: string, attempt: number): Behaviour {
  const n = Number(/\d+/.exec(to)?.[0]);
  const turn = n % IN_TURN;
  if (turn < ALWAYS.length) return ALWAYS[turn]!;
  const odd = attempt === 1 ? FIRST[turn - ALWAYS.length] : undefined;
  return { delayMs: 300 + (n % 7) * 100, ...odd };
}

async function rest(campaignId: string, states: string[]): Promise<void> {
  while (await db.message.count({ where: { campaignId, state: { notIn: states as never[] } } }))
    await delay(200);
}

/**
 * Looks at the ledger as it goes: how long the rows of one that is no more stay in its hands, in ms at most, and
 * whether the server has taken a message twice.
 */
function watchLedger(sink: Sink) {
  let longest = 0;
  const over = new AbortController();
  const missing = new Map<string, number>();

  async function look(): Promise<void> {
    while (!over.signal.aborted) {
      refuseTwice(sink);
      // Whoever holds rows and no lock is dead: PostgreSQL has freed its lock.
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT m."workerId" AS id FROM "Message" m WHERE m."workerId" IS NOT NULL AND NOT EXISTS (
           SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND
             (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('essaim worker ' || m."workerId", 0))`,
      );
      const now = Date.now();
      const held = new Set(rows.map(({ id }) => id));
      for (const id of held) missing.set(id, missing.get(id) ?? now);
      for (const [id, since] of missing) {
        longest = Math.max(longest, now - since);
        if (!held.has(id)) missing.delete(id);
      }
      await delay(250);
    }
  }

  const failed = look();
  return {
    /** Only ever rejects. */
    failed: failed.then(() => new Promise<never>(() => {})),
    longest: () => longest,
    stop: () => over.abort(),
  };
}

/** What an IMAP reader does of the journal: each copy goes in by the one entrance, and a reading that ends is noted. */
function readJournal(sink: Sink, mailboxId: string) {
  const over = new AbortController();
  async function read(): Promise<void> {
    await db.mailboxFolder.create({ data: { mailboxId, name: "INBOX", uidValidity: 1n } });
    let uid = 0;
    while (!over.signal.aborted) {
      const began = new Date();
      const fresh = sink.accepted.slice(uid);
      uid += fresh.length;
      for (const mail of fresh) await ingest(mailboxId, mail.raw, began);
      await noteReading(mailboxId, "INBOX", began);
      await delay(500);
    }
  }
  const reading = read();
  return {
    stop: () => {
      over.abort();
      return reading;
    },
  };
}

function refuseTwice(sink: Sink): void {
  const twice = acceptedTwice(sink);
  if (twice.length > 0) throw new Error(`Accepted twice: ${twice.join(", ")}`);
}

export function acceptedTwice(sink: Sink): string[] {
  const seen = new Set<string>();
  return sink.accepted.map((mail) => mail.messageId).filter((id) => seen.size === seen.add(id).size);
}
