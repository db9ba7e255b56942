import { setTimeout as delay } from "node:timers/promises";
import { log } from "#app/log.server.ts";
import { begin, type Begun } from "./begin.server.ts";
import { NO_REPLY, type Outcome } from "./evidence.ts";
import { allowance } from "./mailbox.ts";
import { replyAddress } from "#app/inbox/reply-address.server.ts";
import { buildMail, type Outgoing } from "./mail.ts";
import type { Route } from "./route.server.ts";
import { type BusyMailbox, release, reserve } from "./reserve.server.ts";
import { settle, type Settled } from "./settle.server.ts";
import { sqlTransaction } from "./sql.server.ts";
import { unsubscribeUrl } from "./unsubscribe-token.server.ts";

const RESERVED_AT_ONCE = 50;
const DATABASE_PATIENCE_MS = 1000;
/** A commit for ten costs little more than one for one: after the first outcome, the others have a moment to come. */
const GATHER_MS = 5;

export type Drain = {
  workerId: string;
  mailbox: BusyMailbox;
  route: Route;
  /** Every message this process has in hand, from its reservation until its outcome is written. */
  held: Set<string>;
  clock: () => Date;
  stopping: () => boolean;
  replays?: boolean;
};

/**
 * Sends what a mailbox has due, until nothing is left, its pace says to wait, its server fails, or the worker stops.
 * One loop: a commit writes the outcomes that came in and takes the messages that go next, while the other connections
 * send; the slower the database, the larger the commits. A connection gets no second message before the outcome of its
 * first is committed: a crash leaves at most one doubtful message a connection.
 * @returns `poke`, to call when there is more to send than when it began
 */
export function drain({ workerId, mailbox, route, held, clock, stopping, replays = false }: Drain) {
  let reserved: string[] = [];
  let mayBeMore = true;
  let open = true;
  let flying = 0;
  const landed: Settled[] = [];
  let wake = () => {};
  let tellAllLanded = () => {};
  const allLanded = () => new Promise<void>((resolve) => (tellAllLanded = resolve));

  async function run(): Promise<void> {
    while (true) {
      if (landed.length > 0 && flying > 0) await Promise.race([allLanded(), delay(GATHER_MS)]);
      const batch = landed.splice(0);
      open &&= !stopping() && !route.resting();
      const ids = open ? await nextIds() : [];
      if (batch.length > 0 || ids.length > 0) await turn(batch, ids);
      else if (landed.length > 0) continue;
      else if (flying > 0) await new Promise<void>((resolve) => (wake = resolve));
      else break;
    }
    await release(workerId, reserved).catch(giveUp);
    for (const id of reserved) held.delete(id);
  }

  async function nextIds(): Promise<string[]> {
    if (reserved.length === 0 && mayBeMore && flying < route.room()) {
      const { count } = allowance(mailbox, mailbox, RESERVED_AT_ONCE, clock());
      const claimed = await reserve(workerId, mailbox.id, count, clock()).catch(giveUp);
      // One that is still on its way from here, though someone asked for it again, waits for its outcome.
      const onTheirWay = claimed.filter((id) => held.has(id));
      await release(workerId, onTheirWay).catch(giveUp);
      reserved = open ? claimed.filter((id) => !held.has(id)) : [];
      mayBeMore = reserved.length > 0;
      for (const id of reserved) held.add(id);
    }
    // What has landed is not written yet: its connection is not free.
    const free = route.room() - flying - landed.length;
    return reserved.slice(0, Math.max(0, free));
  }

  async function turn(batch: Settled[], ids: string[]): Promise<void> {
    const now = clock();
    try {
      const { messages, tried } = await sqlTransaction("campagne.envoi", async (client) => {
        await settle(client, batch);
        return ids.length > 0
          ? begin(client, { workerId, mailboxId: mailbox.id, ids, now, replays })
          : NOTHING;
      });
      const going = new Set(messages.map((message) => message.id));
      for (const id of [...reserved.splice(0, tried), ...batch.map((settled) => settled.id)])
        if (!going.has(id)) held.delete(id);
      for (const message of messages) void fly(message);
      if (ids.length > 0 && tried === 0) open = false;
    } catch (error) {
      giveUp(error);
      // An outcome is known to nobody else: it is kept until the database takes it.
      landed.push(...batch);
      await delay(DATABASE_PATIENCE_MS);
    }
  }

  async function fly(message: Outgoing): Promise<void> {
    flying++;
    const outcome = await handOver(message);
    flying--;
    landed.push({ id: message.id, attempt: message.attempt, outcome, at: clock() });
    wake();
    if (flying === 0) tellAllLanded();
  }

  /** Never throws: a fault of ours leaves the message where only a human may touch it. */
  async function handOver(message: Outgoing): Promise<Outcome> {
    try {
      const replyTo = mailbox.plusAddressing ? replyAddress(mailbox.fromAddress, message.id) : null;
      const sender = { ...mailbox, replyTo };
      return await route.send(buildMail(message, sender, unsubscribeUrl(message.id), clock()));
    } catch (error) {
      log.error({ err: error, message: message.id }, "A message could not be handed over");
      return { state: "uncertain", reply: NO_REPLY };
    }
  }

  /** The database may have done what was asked, or not: what is let go of here, `releaseStrays` finds again. */
  function giveUp(error: unknown): string[] {
    log.error({ err: error, mailbox: mailbox.id }, "The outbox lost the database");
    open = false;
    for (const id of reserved.splice(0)) held.delete(id);
    return [];
  }

  function poke(): void {
    mayBeMore = true;
    wake();
  }

  return { done: run(), poke };
}

const NOTHING: Begun = { messages: [], tried: 0 };
