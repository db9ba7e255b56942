import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { type Tx, transaction } from "#app/db/transaction.server.ts";
import { REPLAYED } from "#app/demo/replayed.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { contentHash } from "#app/outbox/shell.server.ts";
import { STOPPED_SINCE, type StopReason } from "#app/outbox/stops.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import { findCandidates, findSuppressed } from "./audience.server.ts";
import { type CampaignRow, findCampaign, type StepRow } from "./campaign-row.server.ts";
import type { Exclusion } from "./exclusion.ts";
import { followUpFaults, letterOf, readProduct, readSender, type Sender } from "./launch-plan.server.ts";
import { orderedIds } from "./ordered-ids.ts";
import { sortOut } from "./recipients.ts";
import { followUpDue, replySubject, variantFor } from "./sequence.ts";
import { stationeryOf } from "./stationery.server.ts";
import { stopEnrollment } from "./stop.server.ts";
import { writeLetter } from "./write-letter.ts";

/** A story told again plans its own, under its clock. */
const NOT_REPLAYED = { OR: [{ pauseReason: null }, { pauseReason: { not: REPLAYED } }] };
const LOT = 200;
/** So that a campaign of 100 000 leaves the worker to its other jobs. */
const LOTS_AT_ONCE = 20;
const LOT_MS = 60_000;

/**
 * Merges and freezes the next message of whoever was sent the one before it. Safe to run twice, and in several workers:
 * one at a time plans a campaign, and a person has one message a step.
 * @param productId one product's alone, whose story is told again under another clock
 * @returns how many were planned
 */
export async function planFollowUps(now: Date, productId?: string): Promise<number> {
  const campaigns = await db.campaign.findMany({
    where: {
      ...(productId ? { productId } : { mailbox: NOT_REPLAYED }),
      state: "running",
      kind: "sequence",
      steps: { some: { position: { gt: 1 } } },
    },
    select: { id: true, productId: true },
    orderBy: { id: "asc" },
  });
  let planned = 0;
  for (const campaign of campaigns)
    for (let lot = 0, more = true; more && lot < LOTS_AT_ONCE; lot++) {
      const found = await planLot(campaign, now);
      planned += found.planned;
      more = found.more;
    }
  return planned;
}

type Lot = { planned: number; more: boolean };

function planLot({ id, productId }: { id: string; productId: string }, now: Date): Promise<Lot> {
  const system = { userId: "", productId };
  const work = async (tx: Tx): Promise<Lot> => {
    // A step being edited, a pause, another worker: next time.
    const [free] = await tx.$queryRaw<unknown[]>`
      SELECT FROM "Campaign" WHERE "id" = ${id}::uuid AND "state" = 'running' FOR NO KEY UPDATE SKIP LOCKED`;
    if (!free) return { planned: 0, more: false };
    const row = await findCampaign(system, id, tx);
    const mailbox = row.mailboxId ? await readSender(system, row.mailboxId, tx) : null;
    if (!mailbox) return { planned: 0, more: false };
    for (const [rank, step] of row.steps.entries()) {
      // Words that are not fit to be sent wait to be mended.
      if (rank === 0 || followUpFaults(row, step).length > 0) continue;
      const awaiting = await findAwaiting(tx, row, row.steps[rank - 1]!, step);
      if (awaiting.length === 0) continue;
      const planned = await plan(tx, { row, step, mailbox, awaiting, productId, now });
      return { planned, more: true };
    }
    return { planned: 0, more: false };
  };
  return transaction(system, "campagne.relance", work, { timeoutMs: LOT_MS });
}

type Awaiting = {
  enrollmentId: string;
  contactId: string | null;
  draw: string;
  pausedUntil: Date | null;
  email: string;
  addressHash: string;
  sentAt: Date;
  /** That of the first message. */
  subject: string;
  overtaken: StopReason | null;
};

function findAwaiting(tx: Tx, row: CampaignRow, before: StepRow, step: StepRow): Promise<Awaiting[]> {
  return tx.$queryRaw<Awaiting[]>`
    SELECT e."id" AS "enrollmentId", e."contactId", e."draw", e."pausedUntil", m."email", m."addressHash", m."sentAt",
      coalesce((SELECT f."subject" FROM "Message" f WHERE f."enrollmentId" = e."id" AND f."stepId" = ${row.steps[0]!.id}::uuid),
        m."subject") AS "subject", ${Prisma.raw(STOPPED_SINCE)} AS "overtaken"
    FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId" AND e."state" = 'active'
      JOIN "Campaign" c ON c."id" = m."campaignId"
    WHERE m."campaignId" = ${row.id}::uuid AND m."state" = 'sent' AND m."stepId" = ${before.id}::uuid AND NOT EXISTS (
      SELECT FROM "Message" n WHERE n."enrollmentId" = e."id" AND n."stepId" = ${step.id}::uuid)
    ORDER BY m."id" LIMIT ${LOT}`;
}

type Work = {
  row: CampaignRow;
  step: StepRow;
  mailbox: Sender;
  awaiting: Awaiting[];
  productId: string;
  now: Date;
};

async function plan(tx: Tx, { row, step, mailbox, awaiting, productId, now }: Work): Promise<number> {
  const system = { productId };
  const stops = new Map<string, StopReason>();
  for (const { enrollmentId, overtaken, contactId } of awaiting)
    if (overtaken ?? !contactId) stops.set(enrollmentId, overtaken ?? "erased");
  const left = awaiting.filter(({ enrollmentId }) => !stops.has(enrollmentId));
  const contactIds = left.flatMap(({ contactId }) => contactId ?? []);
  const found = await findCandidates(system, { contactIds }, tx);
  const people = new Map(found.map((person) => [person.contactId, person]));
  const product = await readProduct(system, tx);
  const stationery = await stationeryOf(row, product, mailbox.fromAddress);
  const messages = [];
  for (const [variant, group] of Map.groupBy(left, ({ draw }) => variantFor(step, draw))) {
    // The others were sent, or will be: only these words have to be fit for these people.
    const letter = { ...letterOf(row, product, mailbox, variant.id), others: [] };
    const asked = new Map(group.map((one) => [one.contactId!, one]));
    // The thread goes on at the address where it began.
    const candidates = group.flatMap(({ contactId, email, addressHash }) => {
      const person = people.get(contactId!);
      return person ? [{ ...person, email, addressHash }] : [];
    });
    const suppressed = await findSuppressed(candidates, tx);
    const { recipients, excluded } = sortOut(candidates, suppressed, letter);
    const kept = new Set([...recipients, ...excluded].map(({ contactId }) => contactId));
    for (const one of group) if (!kept.has(one.contactId!)) stops.set(one.enrollmentId, "erased");
    for (const one of excluded) stops.set(asked.get(one.contactId)!.enrollmentId, stopFor(one));
    for (const recipient of recipients)
      messages.push({ ...asked.get(recipient.contactId)!, recipient, letter, variantId: variant.id });
  }
  for (const [reason, group] of Map.groupBy([...stops], ([, why]) => why))
    await stopEnrollment(
      tx,
      group.map(([id]) => id),
      reason,
      now,
    );
  if (messages.length === 0) return 0;
  const ids = orderedIds(messages.length, now);
  const data = messages.map((one, i) => {
    const id = ids[i]!;
    const { text, html } = writeLetter(
      stationery,
      { ...one.letter, subject: "" },
      one.recipient,
      unsubscribeUrl(id),
    );
    const content = { subject: replySubject(one.subject), text, html };
    return {
      ...{ id, productId, campaignId: row.id, enrollmentId: one.enrollmentId, stepId: step.id },
      ...{ variantId: one.variantId, mailboxId: mailbox.id, state: "planned" as const, rank: step.position },
      ...{ email: one.email, addressHash: one.addressHash, ...content, contentHash: contentHash(content) },
      rfcMessageId: rfcMessageId(one.enrollmentId, step.id, mailbox.fromAddress),
      dueAt: followUpDue(one.sentAt, step.delayDays, mailbox.window, { now, pausedUntil: one.pausedUntil }),
    };
  });
  const { count } = await tx.message.createMany({ data, skipDuplicates: true });
  return count;
}

function stopFor({ reason }: Exclusion): StopReason {
  return reason === "opposed" ? "opposition" : "unwritable";
}
