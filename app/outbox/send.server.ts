import { setTimeout as delay } from "node:timers/promises";
import { replyAddress } from "#app/inbox/reply-address.server.ts";
import { log } from "#app/log.server.ts";
import { NO_REPLY, type Outcome } from "./evidence.ts";
import { buildMail, type Outgoing } from "./mail.ts";
import { allowance } from "./mailbox.ts";
import { type BusyMailbox, release, reserve } from "./reserve.server.ts";
import type { Route } from "./route.server.ts";
import type { Settled } from "./settle.server.ts";
import { takeTurn } from "./turn.server.ts";
import { unsubscribeUrl } from "./unsubscribe-token.server.ts";

const RESERVED_AT_ONCE = 50;
const DATABASE_PATIENCE_MS = 1000;
/** A commit for five costs little more than one for one: after the first outcome, others have a moment to come. */
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
 * A turn is one commit: it writes the outcomes that came in and takes the messages that go next, while the other
 * connections send. A connection gets no second message before the outcome of its first is committed: a crash leaves at
 * most one doubtful message a connection.
 * @returns `poke`, to call when there is more to send than when it began
 */
export function drain({ workerId, mailbox, route, held, clock, stopping, replays = false }: Drain) {
  const reserved: string[] = [];
  const landed: Landed[] = [];
  let claiming: Promise<void> | undefined;
  let mayBeMore = true;
  /** The last claim was full: another is worth making before it runs out. */
  let ahead = false;
  let open = true;
  let flying = 0;
  let turning = false;
  let wake = () => {};
  let tellEnough = () => {};

  async function run(): Promise<void> {
    while (true) {
      if (landed.length > 0 && !isEnough())
        await Promise.race([new Promise<void>((resolve) => (tellEnough = resolve)), delay(GATHER_MS)]);
      open &&= !stopping() && !route.resting();
      if (!turning) {
        if (open) await claim();
        const batch = landed.splice(0);
        const free = route.room() - flying;
        const ids = open && free > 0 ? reserved.splice(0, free) : [];
        if (batch.length > 0 || ids.length > 0) {
          void turn(batch, ids);
          continue;
        }
      }
      if (!turning && flying === 0 && landed.length === 0) break;
      await new Promise<void>((resolve) => (wake = resolve));
    }
    await claiming;
    await release(workerId, reserved).catch(giveUp);
    for (const id of reserved) held.delete(id);
  }

  /** Half of the connections: the other half sends while their outcomes are written. */
  const isEnough = () => flying === 0 || landed.length * 2 >= route.room();

  /** Sees to it that there is something to take; when there is little left, what follows is claimed meanwhile. */
  async function claim(): Promise<void> {
    const low = reserved.length === 0 || (ahead && reserved.length < route.room());
    if (mayBeMore && low)
      claiming ??= claimMore().finally(() => {
        claiming = undefined;
        wake();
      });
    if (reserved.length === 0) await claiming;
  }

  async function claimMore(): Promise<void> {
    const { count } = allowance(mailbox, mailbox, RESERVED_AT_ONCE, clock());
    try {
      const claimed = await reserve(workerId, mailbox.id, count, clock());
      // One that is still on its way from here, though someone asked for it again, waits for its outcome.
      const mine = claimed.filter((id) => !held.has(id));
      for (const id of mine) held.add(id);
      reserved.push(...mine);
      mayBeMore = mine.length > 0;
      ahead = mine.length === RESERVED_AT_ONCE;
      await release(
        workerId,
        claimed.filter((id) => !mine.includes(id)),
      );
    } catch (error) {
      giveUp(error);
    }
  }

  async function turn(batch: Landed[], ids: string[]): Promise<void> {
    turning = true;
    try {
      const request = { workerId, mailboxId: mailbox.id, ids, now: clock(), replays };
      const { messages, tried } = await takeTurn(batch, request);
      const going = new Set(messages.map((message) => message.id));
      for (const id of [...ids.slice(0, tried), ...batch.map((settled) => settled.id)])
        if (!going.has(id)) held.delete(id);
      reserved.unshift(...ids.slice(tried));
      for (const { free } of batch) free();
      for (const message of messages) void fly(message);
      if (ids.length > 0 && tried === 0) open = false;
    } catch (error) {
      giveUp(error);
      for (const id of ids) held.delete(id);
      await delay(DATABASE_PATIENCE_MS);
      // An outcome is known to nobody else: it is kept until the database takes it.
      landed.push(...batch);
    }
    turning = false;
    wake();
  }

  async function fly(message: Outgoing): Promise<void> {
    flying++;
    const { outcome, free } = await handOver(message);
    flying--;
    landed.push({ id: message.id, attempt: message.attempt, outcome, at: clock(), free });
    wake();
    if (isEnough()) tellEnough();
  }

  /** Never throws: a fault of ours leaves the message where only a human may touch it. */
  async function handOver(message: Outgoing): Promise<{ outcome: Outcome; free: () => void }> {
    try {
      const replyTo = mailbox.plusAddressing ? replyAddress(mailbox.fromAddress, message.id) : null;
      const sender = { ...mailbox, replyTo };
      return await route.send(buildMail(message, sender, unsubscribeUrl(message.id), clock()));
    } catch (error) {
      log.error({ err: error, message: message.id }, "A message could not be handed over");
      return { outcome: { state: "uncertain", reply: NO_REPLY }, free: () => {} };
    }
  }

  /** The database may have done what was asked, or not: what is let go of here, `releaseStrays` finds again. */
  function giveUp(error: unknown): void {
    log.error({ err: error, mailbox: mailbox.id }, "The outbox lost the database");
    open = false;
    for (const id of reserved.splice(0)) held.delete(id);
  }

  function poke(): void {
    mayBeMore = true;
    wake();
  }

  return { done: run(), poke };
}

/** An attempt that has its outcome, which nobody else knows until it is committed; its connection waits for that. */
type Landed = Settled & { free: () => void };
