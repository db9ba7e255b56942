import { pool } from "#app/db/db.server.ts";
import { log } from "#app/log.server.ts";
import { localServerUrl } from "#app/local-mail/local-server.server.ts";
import { mayWriteLocally } from "#app/local-mail/destination.server.ts";
import { allowance } from "./mailbox.ts";
import { serverUrl } from "./mailboxes.server.ts";
import { busyMailboxes, type BusyMailbox } from "./reserve.server.ts";
import { openRoute, type Route } from "./route.server.ts";
import { drain } from "./send.server.ts";
import { finishCampaigns } from "./settle.server.ts";
import { readServer } from "./transport.server.ts";

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * Sends what is due, mailbox by mailbox, for one worker.
 * @param clock the time: a test's, or the real one
 * @param replayed the product whose story is told again under that clock: nobody else's mail leaves, and its own does
 *   though its mailboxes are paused for everybody else
 */
export function createOutbox(
  workerId: string,
  clock: () => Date = () => new Date(),
  replayed: string | null = null,
) {
  const underWay = new Map<string, Promise<void>>();
  const drains = new Map<string, { poke: () => void }>();
  const routes = new Map<string, { url: string; route: Route }>();
  const held = new Set<string>();
  let stopping = false;

  /** Starts on each mailbox that has something due, or tells whoever is at it. Returns at once; see `settled`. */
  async function tick(): Promise<void> {
    if (stopping) return;
    for (const mailbox of await busyMailboxes(clock(), replayed))
      if (underWay.has(mailbox.id)) drains.get(mailbox.id)?.poke();
      else start(mailbox);
  }

  function start(mailbox: BusyMailbox): void {
    const done = see(mailbox)
      .catch((error) => log.error({ err: error, mailbox: mailbox.id }, "A mailbox could not be seen to"))
      .finally(() => underWay.delete(mailbox.id));
    underWay.set(mailbox.id, done);
  }

  async function see(mailbox: BusyMailbox): Promise<void> {
    const route = await routeOf(mailbox);
    if (!route) return tell(mailbox, "Aucun serveur SMTP utilisable : vérifiez celui de la boîte.");
    if (route.resting() || allowance(mailbox, mailbox, 1, clock()).count === 0) return;
    const { done, poke } = drain({
      workerId,
      mailbox,
      route,
      held,
      clock,
      stopping: () => stopping,
      replays: replayed !== null,
    });
    drains.set(mailbox.id, { poke });
    await done.finally(() => drains.delete(mailbox.id));
    await tell(mailbox, route.trouble());
    await finishCampaigns(clock());
  }

  /** Kept from one message to the next; another once the mailbox's server has changed. */
  async function routeOf(mailbox: BusyMailbox): Promise<Route | undefined> {
    const url = await findUrl(mailbox);
    const known = routes.get(mailbox.id);
    if (known && known.url === url) return known.route;
    known?.route.close();
    routes.delete(mailbox.id);
    if (!url) return undefined;
    const route = openRoute(readServer(url), clock);
    routes.set(mailbox.id, { url, route });
    return route;
  }

  /** Sends no more; comes back when what was being handed over has its outcome. */
  async function stop(): Promise<void> {
    stopping = true;
    await settled();
    for (const { route } of routes.values()) route.close();
  }

  /** When nothing is being sent any more. */
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return { tick, stop, settled, held: () => [...held] };
}

/** Its server; without one, the local mailbox, unless it has already written to the world. */
async function findUrl(mailbox: BusyMailbox): Promise<string | undefined> {
  try {
    const url = serverUrl(mailbox);
    if (url) return url;
    return (await mayWriteLocally(mailbox)) ? await localServerUrl(mailbox.productId) : undefined;
  } catch {
    log.error({ mailbox: mailbox.id }, "The SMTP password was sealed under another APP_SECRET");
    return undefined;
  }
}

/** Shows on the mailbox why its server could not be used, or that it can again. */
async function tell(mailbox: BusyMailbox, trouble: string | null): Promise<void> {
  if (trouble === mailbox.pauseReason) return;
  await pool.query(`UPDATE "Mailbox" SET "pauseReason" = $2 WHERE "id" = $1 AND "pausedAt" IS NULL`, [
    ...[mailbox.id, trouble],
  ]);
}
