import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { ANYBODYS } from "./match.ts";
import type { Pending, Proposal } from "./pending.ts";

/** As much of somebody's words as a card shows. */
const WORDS = 600;
const PROPOSALS = 3;

export const countPending = ({ productId }: Actor): Promise<number> =>
  db.inboundMessage.count({ where: { productId, state: "to_attach" } });

/** What came in and waits for a human, the newest first: an answer is hottest on its day. */
export async function listPending(actor: Actor, limit: number): Promise<{ items: Pending[]; total: number }> {
  const { productId } = actor;
  const [rows, total] = await Promise.all([
    db.inboundMessage.findMany({
      where: { productId, state: "to_attach" },
      orderBy: [{ receivedAt: "desc" }, { id: "asc" }],
      take: limit,
      select: columns,
    }),
    countPending(actor),
  ]);
  const known = await proposalsFor(productId, rows);
  return { items: rows.map((row) => pendingOf(row, known(row))), total };
}

/**
 * One message whole, as its text says it; decided or not.
 * @throws {AppError} not_found
 */
export async function readMail(actor: Actor, id: string) {
  const where = { id: uuidOr404(id, "Ce message"), productId: actor.productId };
  const row = await db.inboundMessage.findFirst({
    where,
    select: { ...columns, text: true, state: true, mailbox: { select: { name: true, fromAddress: true } } },
  });
  if (!row) throw notFound("Ce message");
  const { text, state, mailbox, ...rest } = row;
  const known = await proposalsFor(actor.productId, [rest]);
  return { ...pendingOf(rest, known(rest), Infinity), text, state, mailbox };
}

const columns = {
  ...{
    id: true,
    kind: true,
    fromAddress: true,
    fromName: true,
    subject: true,
    words: true,
    receivedAt: true,
  },
  ...{ size: true, unreadable: true, matchedBy: true, confidence: true, details: true, messageId: true },
  contact: {
    select: {
      ...{ id: true, firstName: true, lastName: true },
      addresses: { where: { kind: "email" }, orderBy: { primary: "desc" }, take: 1, select: { value: true } },
    },
  },
  institution: { select: { id: true, name: true } },
  message: { select: { email: true, subject: true } },
} as const satisfies Prisma.InboundMessageSelect;
type Row = Prisma.InboundMessageGetPayload<{ select: typeof columns }>;

function pendingOf(row: Row, proposals: Proposal[], most = WORDS): Pending {
  const { fromAddress, fromName, contact, message, details, words, ...rest } = row;
  const { successor = null } = details as { successor?: Pending["successor"] };
  return {
    ...{ id: rest.id, kind: rest.kind, subject: rest.subject, receivedAt: rest.receivedAt, size: rest.size },
    ...{ unreadable: rest.unreadable, matchedBy: rest.matchedBy, confidence: rest.confidence },
    from: { address: fromAddress, name: fromName },
    words: words.length > most ? `${words.slice(0, most).toWellFormed()}…` : words,
    contact: contact && { id: contact.id, name: nameOf(contact) },
    ...{ institution: rest.institution, successor, sent: message, proposals },
  };
}

const nameOf = ({ addresses, ...contact }: NonNullable<Row["contact"]>): string =>
  contactName({ ...contact, email: addresses[0]?.value ?? null });

type Asked = Pick<Row, "fromAddress" | "contact" | "institution">;

/** Whoever has this address, whom the cascade found, then the institutions where others write from the same domain. */
async function proposalsFor(productId: string, rows: Asked[]): Promise<(row: Asked) => Proposal[]> {
  const from = [...new Set(rows.flatMap(({ fromAddress }) => fromAddress ?? []))];
  const domains = [...new Set(from.map(domainOf))].filter((domain) => domain && !ANYBODYS.has(domain));
  const people = await db.$queryRaw<Person[]>`
    SELECT a."normalized" AS "email", c."id", coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), a."value") AS "name",
      i."name" AS "where"
    FROM "Address" a JOIN "Contact" c ON c."id" = a."contactId" AND c."mergedIntoId" IS NULL
    LEFT JOIN LATERAL (SELECT p."institutionId" FROM "Position" p WHERE p."contactId" = c."id"
      ORDER BY p."validTo" DESC NULLS FIRST, p."primary" DESC, p."id" LIMIT 1) post ON TRUE
    LEFT JOIN "Institution" i ON i."id" = post."institutionId"
    WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" = ANY (${from}) LIMIT 200`;
  const places = await db.$queryRaw<Place[]>`
    SELECT d.domain, i."id", i."name" FROM unnest(${domains}::text[]) AS d(domain) CROSS JOIN LATERAL (
      SELECT DISTINCT p."institutionId" FROM "Address" a JOIN "Position" p ON p."contactId" = a."contactId"
      WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND p."productId" = ${productId}::uuid
        AND a."normalized" LIKE '%@' || replace(replace(d.domain, '_', '\\_'), '%', '\\%') LIMIT ${PROPOSALS}
    ) near JOIN "Institution" i ON i."id" = near."institutionId"`;
  return ({ fromAddress, contact, institution }) => {
    const proposed = [
      ...(contact
        ? [{ to: `contact:${contact.id}`, name: nameOf(contact), where: institution?.name ?? null }]
        : []),
      ...people
        .filter(({ email }) => email === fromAddress)
        .map(({ id, name, where }) => ({ to: `contact:${id}`, name, where })),
      ...(institution ? [{ to: `institution:${institution.id}`, name: institution.name, where: null }] : []),
      ...places
        .filter(({ domain }) => domain === domainOf(fromAddress ?? ""))
        .map(({ id, name }) => ({ to: `institution:${id}`, name, where: null })),
    ];
    return proposed
      .filter(({ to }, at) => proposed.findIndex((one) => one.to === to) === at)
      .slice(0, PROPOSALS);
  };
}

type Person = { email: string; id: string; name: string; where: string | null };
type Place = { domain: string; id: string; name: string };

const domainOf = (address: string): string => address.split("@")[1] ?? "";
