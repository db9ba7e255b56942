import { db } from "#app/db/db.server.ts";
import { log } from "#app/log.server.ts";
import { readImapServer } from "#app/outbox/imap-url.ts";
import { restMs } from "#app/outbox/outbox.ts";
import { explainImapTrouble } from "./imap-trouble.ts";
import { imapUrlOf, openImap } from "./imap.server.ts";
import { openFolder, readFolder } from "./read-folder.server.ts";
import { lockReading } from "./reading-lock.server.ts";
import { seekInSent } from "./seek-sent.server.ts";

/** IDLE can die in silence: every five minutes the folder is opened again, whatever it says. */
const POLL_MS = 5 * 60_000;

/** Another worker reads it: when to ask again whether it still does. */
const ANOTHER_MS = 30_000;

export type Inbox = ReturnType<typeof createInbox>;

/** Reads the answers of every mailbox that says where, each on its own connection, until stopped. */
export function createInbox(clock: () => Date = () => new Date(), pollMs = POLL_MS) {
  const sessions = new Map<string, { url: string; stop: () => void; over: Promise<void> }>();
  const rest = new Map<string, { failures: number; until: number }>();
  let stopping = false;

  /** Starts on the mailboxes that nobody reads, and leaves those that have changed. Returns at once. */
  async function tick(): Promise<void> {
    if (stopping) return;
    const wanted = new Map((await readable()).map((one) => [one.id, one.url]));
    for (const [id, session] of sessions) if (wanted.get(id) !== session.url) session.stop();
    for (const [id, url] of wanted)
      if (!sessions.has(id) && clock().getTime() >= (rest.get(id)?.until ?? 0)) start(id, url);
  }

  function start(id: string, url: string): void {
    const leave = new AbortController();
    const over = attend(id, url, leave.signal).finally(() => sessions.delete(id));
    sessions.set(id, { url, stop: () => leave.abort(), over });
  }

  async function attend(id: string, url: string, leave: AbortSignal): Promise<void> {
    const server = readImapServer(url)!;
    try {
      const lock = await lockReading(id);
      if (!lock) {
        rest.set(id, { failures: 0, until: clock().getTime() + ANOTHER_MS });
        return;
      }
      const session = { mailboxId: id, clock, pollMs, leave: AbortSignal.any([leave, lock.lost]) };
      const well = async () => {
        rest.delete(id);
        await tell(id, null, clock());
      };
      await watch(session, server, well).finally(lock.release);
    } catch (error) {
      if (leave.aborted) return;
      const failures = (rest.get(id)?.failures ?? 0) + 1;
      rest.set(id, { failures, until: clock().getTime() + restMs(failures) });
      log.warn({ err: error, mailbox: id }, "A mailbox's answers could not be read; it will be tried again");
      await tell(id, explainImapTrouble(error as Error, server), null).catch(() => {});
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const session of sessions.values()) session.stop();
    await Promise.all([...sessions.values()].map(({ over }) => over));
  }

  return { tick, stop, reading: () => [...sessions.keys()] };
}

type Watch = { mailboxId: string; clock: () => Date; pollMs: number; leave: AbortSignal };

/** Reads at once, then whenever the server says that something came, and every `pollMs` all the same. */
async function watch(
  { mailboxId, clock, pollMs, leave }: Watch,
  server: Parameters<typeof openImap>[0],
  well: () => Promise<void>,
): Promise<void> {
  const client = openImap(server);
  const bell = createBell();
  const hangUp = () => client.close();
  leave.addEventListener("abort", hangUp, { once: true });
  client.on("exists", bell.ring);
  client.on("close", bell.ring);
  try {
    await client.connect();
    while (!leave.aborted) {
      await seekInSent(client, mailboxId, clock());
      await openFolder(client);
      const fresh = await readFolder(client, { mailboxId, clock, stopping: () => leave.aborted });
      if (fresh === null) return;
      await well();
      const until = clock().getTime() + pollMs;
      while (!leave.aborted && (await bell.wait(until - clock().getTime()))) {
        if (!client.usable) throw closed();
        if ((await readFolder(client, { mailboxId, clock, stopping: () => leave.aborted })) === null) return;
        await well();
      }
    }
  } catch (error) {
    if (!leave.aborted) throw error;
  } finally {
    leave.removeEventListener("abort", hangUp);
    client.close();
  }
}

const closed = () =>
  Object.assign(new Error("The server has closed the connection"), { code: "NoConnection" });

/** Rung while nobody listens, it is heard at the next wait. */
function createBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    /** @returns false when nothing rang in that time */
    wait: async (ms: number): Promise<boolean> => {
      if (!rung && ms > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      const heard = rung;
      rung = false;
      return heard;
    },
  };
}

/** The mailboxes that say where their answers are. One whose password is not ours to open says so. */
async function readable(): Promise<{ id: string; url: string }[]> {
  const rows = await db.mailbox.findMany({
    where: { removedAt: null },
    select: { id: true, imapSecret: true, fromAddress: true, product: { select: { demo: true } } },
  });
  return rows.flatMap((row) => {
    try {
      const url = imapUrlOf(row);
      return url && readImapServer(url) ? [{ id: row.id, url }] : [];
    } catch {
      log.error({ mailbox: row.id }, "The IMAP password was sealed under another APP_SECRET");
      return [];
    }
  });
}

/** Shows on the mailbox why its answers could not be read, or when they last were. */
async function tell(id: string, imapTrouble: string | null, imapSeenAt: Date | null): Promise<void> {
  await db.mailbox.updateMany({ where: { id }, data: { imapTrouble, ...(imapSeenAt && { imapSeenAt }) } });
}
