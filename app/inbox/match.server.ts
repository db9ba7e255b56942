import type { Tx } from "#app/db/transaction.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { isUuid } from "#app/ids.ts";
import { type Clues, type Found, leftOf, type Sent } from "./match.ts";

/** How long after a message its recipient is taken to answer it, when only their address says so. */
const DAYS = 60;
/** As many messages as a rung looks at: an address that was written to more often than this answers the latest. */
const MOST = 200;

/** What the product's messages have to do with these clues. The lower rungs are asked only when the upper ones are silent. */
export async function findSent(tx: Tx, productId: string, clues: Clues, receivedAt: Date): Promise<Found> {
  const named = await findNamed(tx, productId, clues);
  if (named.length > 0) return { named, toSender: [], toDomain: [] };
  const since = new Date(receivedAt.getTime() - DAYS * 86_400_000);
  const toSender = clues.sender ? await findToSender(tx, productId, clues.sender, since) : [];
  if (toSender.length > 0) return { named, toSender, toDomain: [] };
  const asks = clues.domain && clues.subject;
  return { named, toSender, toDomain: asks ? await findToDomain(tx, productId, clues.domain!, since) : [] };
}

function findNamed(
  tx: Tx,
  productId: string,
  { tokens, answered, returned, envelopes }: Clues,
): Promise<Sent[]> {
  const ids = [...tokens, ...envelopes].filter(isUuid);
  const names = [...answered, ...returned];
  if (ids.length === 0 && names.length === 0) return Promise.resolve([]);
  const relays = [...names, ...names.map(leftOf).filter(Boolean)];
  return tx.$queryRaw<Sent[]>`
    SELECT ${COLUMNS} FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    WHERE m."productId" = ${productId}::uuid
      AND (m."id" = ANY (${ids}::uuid[]) OR m."rfcMessageId" = ANY (${names}) OR m."relayId" = ANY (${relays}))
    LIMIT ${MOST}`;
}

/** By the address written to, or by any address that its contact ever had. */
function findToSender(tx: Tx, productId: string, sender: string, since: Date): Promise<Sent[]> {
  const normalized = normalizeEmail(sender);
  return tx.$queryRaw<Sent[]>`
    SELECT ${COLUMNS} FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    WHERE m."productId" = ${productId}::uuid AND m."state" IN ${LEFT}
      AND coalesce(m."sentAt", m."sendingAt") >= ${since}
      AND (m."addressHash" = ${addressHash(sender)} OR m."enrollmentId" IN (
        SELECT o."id" FROM "Address" a JOIN "Enrollment" o ON o."contactId" = a."contactId"
        WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" = ${normalized}))
    ORDER BY coalesce(m."sentAt", m."sendingAt") DESC, m."id" LIMIT ${MOST}`;
}

function findToDomain(tx: Tx, productId: string, domain: string, since: Date): Promise<Sent[]> {
  const pattern = `%@${domain.replace(/[\\%_]/g, "\\$&")}`;
  return tx.$queryRaw<Sent[]>`
    SELECT ${COLUMNS} FROM "Address" a JOIN "Enrollment" e ON e."contactId" = a."contactId"
    JOIN "Message" m ON m."enrollmentId" = e."id"
    WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" LIKE ${pattern}
      AND m."productId" = ${productId}::uuid AND m."state" IN ${LEFT}
      AND coalesce(m."sentAt", m."sendingAt") >= ${since}
    ORDER BY coalesce(m."sentAt", m."sendingAt") DESC, m."id" LIMIT ${MOST}`;
}

const COLUMNS = Prisma.sql`m."id", m."rfcMessageId", m."relayId", m."email", m."subject", m."enrollmentId", m."campaignId",
  e."contactId", e."institutionId"`;

/** Nobody answers what has not left; an uncertain one may have. What is named needs none of this: only its recipient knows its name. */
const LEFT = Prisma.sql`('sending', 'sent', 'bounced', 'uncertain')`;
