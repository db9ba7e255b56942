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

/** What one message asks of the product's. */
export type Asked = { clues: Clues; receivedAt: Date };

/**
 * What the product's messages have to do with the clues of each, in their order and all at once. The lower rungs are
 * asked only when the upper ones are silent.
 */
export async function findSent(tx: Tx, productId: string, asked: Asked[]): Promise<Found[]> {
  const named = await findNamed(tx, productId, asked);
  const found = asked.map(({ clues }): Found => {
    return { named: named.filter((one) => isNamed(one, clues)), toSender: [], toDomain: [] };
  });
  const silent = (rung: keyof Found) =>
    asked.flatMap((one, i) => (found[i]![rung].length > 0 ? [] : { ...one, i }));
  const senders = silent("named").filter(({ clues }) => clues.sender);
  for (const { i, ...sent } of await findToSenders(tx, productId, senders)) found[i]!.toSender.push(sent);
  const unknown = silent("toSender").filter(({ i, clues }) => found[i]!.named.length === 0 && clues.subject);
  const domains = unknown.filter(({ clues }) => clues.domain);
  for (const { i, ...sent } of await findToDomains(tx, productId, domains)) found[i]!.toDomain.push(sent);
  return found;
}

async function findNamed(tx: Tx, productId: string, asked: Asked[]): Promise<Sent[]> {
  const ids = asked.flatMap(({ clues }) => idsOf(clues));
  const names = asked.flatMap(({ clues }) => namesOf(clues));
  if (ids.length === 0 && names.length === 0) return [];
  const relays = [...names, ...names.map(leftOf).filter(Boolean)];
  return tx.$queryRaw<Sent[]>`
    SELECT ${COLUMNS} FROM "Message" m JOIN "Enrollment" e ON e."id" = m."enrollmentId"
    WHERE m."productId" = ${productId}::uuid
      AND (m."id" = ANY (${ids}::uuid[]) OR m."rfcMessageId" = ANY (${names}) OR m."relayId" = ANY (${relays}))
    LIMIT ${MOST * asked.length}`;
}

const idsOf = ({ tokens, envelopes }: Clues): string[] => [...tokens, ...envelopes].filter(isUuid);
const namesOf = ({ answered, returned }: Clues): string[] => [...answered, ...returned];

function isNamed({ id, rfcMessageId, relayId }: Sent, clues: Clues): boolean {
  const names = namesOf(clues);
  const relayed = relayId !== null && names.some((name) => name === relayId || leftOf(name) === relayId);
  return idsOf(clues).includes(id) || names.includes(rfcMessageId) || relayed;
}

type Numbered = Asked & { i: number };
type SentTo = Sent & { i: number };

/** By the address written to, or by any address that its contact ever had: each by its own index. */
async function findToSenders(tx: Tx, productId: string, asked: Numbered[]): Promise<SentTo[]> {
  if (asked.length === 0) return [];
  const senders = asked.map(({ clues }) => normalizeEmail(clues.sender!));
  return tx.$queryRaw<SentTo[]>`
    SELECT asked."i", last.* FROM unnest(${asked.map(({ i }) => i)}::int[], ${senders}::text[],
      ${senders.map(addressHash)}::text[], ${asked.map(sinceOf)}::timestamptz[]) AS asked("i", "sender", "hash", "since")
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM (
        SELECT w."id" FROM "Message" w WHERE w."addressHash" = asked."hash"
        UNION SELECT w."id" FROM "Address" a JOIN "Enrollment" o ON o."contactId" = a."contactId"
          JOIN "Message" w ON w."enrollmentId" = o."id"
        WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" = asked."sender"
      ) near JOIN "Message" m ON m."id" = near."id" JOIN "Enrollment" e ON e."id" = m."enrollmentId"
      WHERE m."productId" = ${productId}::uuid AND m."state" IN ${LEFT}
        AND coalesce(m."sentAt", m."sendingAt") >= asked."since"
      ORDER BY coalesce(m."sentAt", m."sendingAt") DESC, m."id" LIMIT ${MOST}
    ) last`;
}

async function findToDomains(tx: Tx, productId: string, asked: Numbered[]): Promise<SentTo[]> {
  if (asked.length === 0) return [];
  const patterns = asked.map(({ clues }) => `%@${clues.domain!.replace(/[\\%_]/g, "\\$&")}`);
  return tx.$queryRaw<SentTo[]>`
    SELECT asked."i", last.* FROM unnest(${asked.map(({ i }) => i)}::int[], ${patterns}::text[],
      ${asked.map(sinceOf)}::timestamptz[]) AS asked("i", "pattern", "since")
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM "Address" a JOIN "Enrollment" e ON e."contactId" = a."contactId"
      JOIN "Message" m ON m."enrollmentId" = e."id"
      WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" LIKE asked."pattern"
        AND m."productId" = ${productId}::uuid AND m."state" IN ${LEFT}
        AND coalesce(m."sentAt", m."sendingAt") >= asked."since"
      ORDER BY coalesce(m."sentAt", m."sendingAt") DESC, m."id" LIMIT ${MOST}
    ) last`;
}

const sinceOf = ({ receivedAt }: Asked): Date => new Date(receivedAt.getTime() - DAYS * 86_400_000);

const COLUMNS = Prisma.sql`m."id", m."rfcMessageId", m."relayId", m."email", m."subject", m."enrollmentId", m."campaignId",
  e."contactId", e."institutionId"`;

/** Nobody answers what has not left; an uncertain one may have. What is named needs none of this: only its recipient knows its name. */
const LEFT = Prisma.sql`('sending', 'sent', 'bounced', 'uncertain')`;
