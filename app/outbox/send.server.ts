import { log } from "#app/log.server.ts";
import { begin } from "./begin.server.ts";
import { allowance } from "./mailbox.ts";
import { buildMail, type Outgoing } from "./mail.ts";
import type { Route } from "./route.server.ts";
import { type BusyMailbox, release, reserve } from "./reserve.server.ts";
import { settle, type Settled } from "./settle.server.ts";
import { unsubscribeUrl } from "./unsubscribe-token.server.ts";

const RESERVED_AT_ONCE = 50;
const DATABASE_PATIENCE_MS = 1000;

export type Drain = {
  workerId: string;
  mailbox: BusyMailbox;
  route: Route;
  /** Every message this process has in hand, from its reservation until its outcome is written. */
  held: Set<string>;
  clock: () => Date;
  stopping: () => boolean;
};

/**
 * Sends what a mailbox has due, until nothing is left, its pace says to wait, its server fails, or the worker stops.
 * One loop: write the outcomes that came in, begin as many messages as connections are free, wait for the next
 * outcome. A connection gets no second message before the outcome of its first is committed, so that a crash leaves
 * at most one doubtful message a connection.
 */
export async function drain({ workerId, mailbox, route, held, clock, stopping }: Drain): Promise<void> {
  let reserved: string[] = [];
  let open = true;
  let flying = 0;
  const landed: Settled[] = [];
  let wake = () => {};

  const fly = (message: Outgoing) => {
    flying++;
    const mail = buildMail(message, mailbox, unsubscribeUrl(message.id), clock());
    void route.send(mail).then((outcome) => {
      flying--;
      landed.push({ id: message.id, attempt: message.attempt, outcome, at: clock() });
      wake();
    });
  };

  while (true) {
    const batch = landed.splice(0);
    await settleSurely(batch);
    for (const { id } of batch) held.delete(id);
    open &&= !stopping() && !route.resting();
    if (open) open = await sendMore().catch(giveUp);
    if (landed.length > 0 || (open && flying === 0)) continue;
    if (flying === 0) break;
    await new Promise<void>((resolve) => (wake = resolve));
  }
  await release(workerId, reserved).catch(giveUp);
  for (const id of reserved) held.delete(id);

  /** @returns false when there is nothing more to begin for now */
  async function sendMore(): Promise<boolean> {
    const free = route.room() - flying;
    if (free <= 0) return true;
    if (reserved.length === 0) {
      const { count } = allowance(mailbox, mailbox, RESERVED_AT_ONCE, clock());
      reserved = await reserve(workerId, mailbox.id, count, clock());
      for (const id of reserved) held.add(id);
    }
    if (reserved.length === 0) return flying > 0;
    const { messages, tried } = await begin(workerId, mailbox.id, reserved.slice(0, free), clock());
    const going = new Set(messages.map((message) => message.id));
    for (const id of reserved.splice(0, tried)) if (!going.has(id)) held.delete(id);
    messages.forEach(fly);
    return tried > 0;
  }

  /** The database may have done what was asked, or not: what is let go of here, `releaseStrays` finds again. */
  function giveUp(error: unknown): false {
    log.error({ err: error, mailbox: mailbox.id }, "The outbox could not reach its rows");
    for (const id of reserved.splice(0)) held.delete(id);
    return false;
  }
}

/** An outcome is known to nobody else: it is kept until the database takes it. */
async function settleSurely(batch: Settled[]): Promise<void> {
  while (batch.length > 0) {
    try {
      return await settle(batch);
    } catch (error) {
      log.error({ err: error, messages: batch.length }, "Outcomes could not be written; trying again");
      await new Promise((resolve) => setTimeout(resolve, DATABASE_PATIENCE_MS));
    }
  }
}
