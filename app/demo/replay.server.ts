import { randomUUID } from "node:crypto";
import type { Actor } from "#app/auth/actor.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { planFollowUps } from "#app/campaigns/plan-follow-ups.server.ts";
import { stopOvertaken } from "#app/campaigns/stop.server.ts";
import { triageReply } from "#app/day/replies.server.ts";
import { db, pool } from "#app/db/db.server.ts";
import { returnLocalMail } from "#app/local-mail/return.server.ts";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { appear } from "#app/outbox/liveness.server.ts";
import { resumeMailbox } from "#app/outbox/mailboxes.server.ts";
import { finishCampaigns } from "#app/outbox/settle.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { chanceFrom } from "./chance.ts";
import { startOfReplay, redate } from "./redate.server.ts";
import { type Act, actsOf, launchMoment, momentOf } from "./replay.ts";
import { nextLeaving } from "./next-leaving.server.ts";
import { REPLAYED } from "./replayed.ts";
import type { Chapter } from "./story.ts";

type Demo = Pick<Actor, "userId" | "productId">;

/** The demonstrations whose campaign is still to be told. */
export function untoldCampaigns(): Promise<(Demo & { mailboxId: string })[]> {
  return db.$queryRaw`
    SELECT b."productId", b."id" AS "mailboxId", min(m."userId") AS "userId"
    FROM "Mailbox" b JOIN "Product" p ON p."id" = b."productId" AND p."demo"
    JOIN "Membership" m ON m."productId" = p."id" AND m."role" = 'admin'
    WHERE b."pauseReason" = ${REPLAYED} GROUP BY b."id"`;
}

/**
 * Tells the campaign again as it happened: launched, sent by the outbox into the local mailbox day after day, answered,
 * refused, followed up, each at its own hour under a clock of its own, by the code that does it every day. Killed at any
 * moment and called again, it goes on: what has left is not sent again, what came in is known by its Message-ID.
 * @returns false when somebody else is at it, or it is told
 */
export async function replayCampaign(demo: Demo, chapters: Chapter[], now: Date): Promise<boolean> {
  const workerId = randomUUID();
  // Held as a worker's: nobody takes what it is sending for a dead one's.
  const presence = await appear(workerId, () => {});
  const lock = await pool.connect();
  const { rows } = await lock.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`, [
    demo.productId,
  ]);
  try {
    if (!rows[0]!.mine) return false;
    const untold = (await untoldCampaigns()).find(({ productId }) => productId === demo.productId);
    if (!untold) return false;
    await tell({ ...demo, role: "admin" }, { workerId, mailboxId: untold.mailboxId, chapters, now });
    return true;
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(${LOCK})`, [demo.productId]).catch(() => {});
    lock.release();
    await presence.leave();
  }
}

const LOCK = "hashtextextended('essaim replay ' || $1::uuid, 0)";

/** Who reads which variant: the same people every time. */
const DRAW = 1;

type Telling = { workerId: string; mailboxId: string; chapters: Chapter[]; now: Date };

async function tell(actor: Actor, { workerId, mailboxId, chapters, now }: Telling): Promise<void> {
  const { productId } = actor;
  const since = await startOfReplay();
  let clock = launchMoment(now);
  const outbox = createOutbox(workerId, () => clock, productId);

  async function sendUntil(end: Date): Promise<void> {
    for (;;) {
      const next = await nextLeaving(mailboxId, clock);
      if (!next || next > end) break;
      if (isoDay(next) !== isoDay(clock)) await redate(productId, since, clock);
      clock = next;
      await outbox.tick();
      await outbox.settled();
    }
    await redate(productId, since, clock);
  }

  const draft = await db.campaign.findFirst({
    where: { productId, mailboxId, state: "draft" },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  if (draft) await launchCampaign(actor, draft.id, { at: clock, random: chanceFrom(DRAW).draw });
  await redate(productId, since, clock);
  const acts = actsOf(chapters, isoDay(now));
  await sendUntil(now);
  let last = clock;
  for (const { act, at } of await dated(productId, acts, now)) {
    await play(actor, act, at);
    await redate(productId, since, (last = at));
  }
  // Planned as on the day when the last was written to; what was said since has stopped the others.
  await stopOvertaken(last, productId);
  await planFollowUps(clock, productId);
  await redate(productId, since, clock);
  await sendUntil(now);
  await finishCampaigns(now);
  await outbox.stop();
  await resumeMailbox(actor, mailboxId);
}

type Dated = { act: Act; at: Date };

/** In the order in which they happened. */
async function dated(productId: string, acts: Act[], now: Date): Promise<Dated[]> {
  const sent = await db.message.findMany({
    where: { productId, rank: 1, email: { in: acts.map(({ email }) => email) }, sentAt: { not: null } },
    select: { email: true, sentAt: true },
  });
  const sentAt = new Map(sent.map((message) => [message.email, message.sentAt!]));
  return acts
    .flatMap((act) => {
      const from = sentAt.get(act.email);
      return from ? [{ act, at: momentOf(act, from, now) }] : [];
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** As the local mailbox does; then what Camille said of it. */
async function play(actor: Actor, { email, input, said }: Act, at: Date): Promise<void> {
  const { productId } = actor;
  const mail = await db.localMail.findFirst({
    where: { productId, recipients: { has: email } },
    orderBy: { receivedAt: "asc" },
    select: { id: true },
  });
  if (!mail) return;
  await returnLocalMail(actor, mail.id, input, { at, key: `parcelle-${email.split("@")[0]}` });
  if (!said) return;
  const reply = await db.inboundMessage.findFirst({
    where: { productId, fromAddress: email, interaction: { handledAt: null } },
    select: { interactionId: true },
  });
  if (reply?.interactionId) await triageReply(actor, reply.interactionId, { sentiment: said });
}
