import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { nextOpening } from "#app/outbox/calendar.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { contentHash } from "#app/outbox/shell.server.ts";
import { unsubscribeUrl } from "#app/outbox/unsubscribe-token.server.ts";
import type { CampaignRow } from "./campaign-row.server.ts";
import { type LaunchPlan, letterOf, type Sender } from "./launch-plan.server.ts";
import { orderedIds } from "./ordered-ids.ts";
import { drawVariants, variantFor } from "./sequence.ts";
import { writeLetter } from "./write-letter.ts";

/**
 * Rows a statement: few round trips, and few letters in memory. Prisma keeps the arguments of its last hundred log lines,
 * which lots of a thousand letters would make half a gigabyte.
 */
const LOT = 200;
const ENROLLMENTS = 5_000;

type Launch = {
  actor: Pick<Actor, "productId">;
  row: CampaignRow;
  plan: LaunchPlan & { mailbox: Sender };
  now: Date;
  /** From 0 included to 1 excluded. */
  random?: (() => number) | undefined;
};

/**
 * Writes one enrollment, its draw, and one frozen message for each recipient, by lots. Everyone is enrolled before the
 * first message is written, and no table is gone through: PostgreSQL plans once how a message's enrollment is looked
 * up, and had the table been all but empty then, it would read the whole of it for each message after.
 */
export async function enroll(tx: Tx, { actor, row, plan, now, random = Math.random }: Launch): Promise<void> {
  const { mailbox, product, recipients, stationery } = plan;
  const dueAt = nextOpening(mailbox.window, now);
  const state = dueAt <= now ? "queued" : "planned";
  const first = row.steps[0]!;
  const letters = new Map(first.variants.map(({ id }) => [id, letterOf(row, product, mailbox, id)]));
  const draws = drawVariants(
    recipients.map(({ kind }) => kind),
    random,
  );
  const enrollmentIds = orderedIds(recipients.length, now);
  const messageIds = orderedIds(recipients.length, now);
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
  for (let start = 0; start < recipients.length; start += ENROLLMENTS) {
    const lot = recipients.slice(start, start + ENROLLMENTS);
    const ids = enrollmentIds.slice(start, start + ENROLLMENTS);
    await tx.$executeRaw`
      INSERT INTO "Enrollment" ("id", "productId", "campaignId", "contactId", "institutionId", "draw")
      SELECT new."id", ${actor.productId}::uuid, ${row.id}::uuid, new."contactId", new."institutionId", new."draw"
      FROM unnest(${ids}::uuid[], ${lot.map((recipient) => recipient.contactId)}::uuid[],
        ${lot.map((recipient) => recipient.institutionId)}::uuid[], ${draws.slice(start, start + ENROLLMENTS)}::text[])
        AS new ("id", "contactId", "institutionId", "draw")`;
  }
  for (let start = 0; start < recipients.length; start += LOT) {
    const lot = recipients.slice(start, start + LOT);
    const enrollments = enrollmentIds.slice(start, start + LOT);
    const messages = lot.map((recipient, i) => {
      const id = messageIds[start + i]!;
      const variantId = variantFor(first, draws[start + i]!).id;
      const content = writeLetter(stationery, letters.get(variantId)!, recipient, unsubscribeUrl(id));
      const rfcId = rfcMessageId(enrollments[i]!, first.id, mailbox.fromAddress);
      return { id, rfcId, variantId, ...content, hash: contentHash(content) };
    });
    const column = <K extends keyof (typeof messages)[number]>(key: K) =>
      messages.map((message) => message[key]);
    await tx.$executeRaw`
      INSERT INTO "Message" ("id", "productId", "campaignId", "enrollmentId", "stepId", "variantId", "mailboxId",
        "state", "email", "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId", "dueAt")
      SELECT new."id", ${actor.productId}::uuid, ${row.id}::uuid, new."enrollmentId", ${first.id}::uuid, new."variantId",
        ${mailbox.id}::uuid, ${state}::"MessageState", new."email", new."addressHash", new."subject", new."text",
        new."html", new."contentHash", new."rfcMessageId", ${dueAt}::timestamptz
      FROM unnest(${column("id")}::uuid[], ${enrollments}::uuid[], ${lot.map((recipient) => recipient.email)}::text[],
        ${lot.map((recipient) => recipient.addressHash)}::text[], ${column("subject")}::text[], ${column("text")}::text[],
        ${column("html")}::text[], ${column("hash")}::text[], ${column("rfcId")}::text[],
        ${column("variantId")}::uuid[])
        AS new ("id", "enrollmentId", "email", "addressHash", "subject", "text", "html", "contentHash", "rfcMessageId",
          "variantId")`;
  }
  await tx.$executeRaw`SET LOCAL enable_seqscan TO DEFAULT`;
}
