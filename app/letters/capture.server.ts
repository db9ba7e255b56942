import type { Tx } from "#app/db/transaction.server.ts";
import type { Inbound } from "#app/inbox/inbound.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { isCaptured } from "./capture.ts";

type Came = {
  productId: string;
  mailbox: { captureAddress: string | null; fromAddress: string };
  mail: Inbound;
  receivedAt: Date;
};

/** Where a mail of ours is filed; nobody it was sent to is known: all null, and a human says. */
export type Captured = {
  contactId: string | null;
  institutionId: string | null;
  interactionId: string | null;
};

/**
 * A mail that somebody of the product wrote in their own way, with the capture address in Cc or Bcc: filed under the
 * contacts it was sent to, as what its author sent.
 * @returns null for anything else
 */
export async function captureSent(
  tx: Tx,
  { productId, mailbox, mail, receivedAt }: Came,
): Promise<Captured | null> {
  const from = mail.from && normalizeEmail(mail.from.address);
  if (!from || !mailbox.captureAddress || !isCaptured(mailbox.captureAddress, mail)) return null;
  const author = await findAuthor(tx, productId, from);
  if (!author) return null;
  const to = await findRecipients(tx, productId, mail.to.map(normalizeEmail));
  const [first, ...others] = to;
  if (!first) return { contactId: null, institutionId: null, interactionId: null };
  const { institutionId, contactId } = first;
  await followInstitution(tx, { productId }, institutionId);
  const { id } = await tx.interaction.create({
    data: {
      ...{ productId, institutionId, contactId, kind: "email", direction: "outbound" },
      ...{ createdById: author.userId, happenedAt: sentAt(mail, receivedAt), summary: summaryOf(mail) },
      participants: { create: others.map((other) => ({ productId, contactId: other.contactId })) },
    },
    select: { id: true },
  });
  return { contactId, institutionId, interactionId: id };
}

/** A member, by the address of their account, or one of the product's own mailboxes. */
async function findAuthor(
  tx: Tx,
  productId: string,
  from: string,
): Promise<{ userId: string | null } | null> {
  const [member] = await tx.$queryRaw<{ userId: string }[]>`
    SELECT m."userId" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."productId" = ${productId}::uuid AND lower(u."email") = ${from} LIMIT 1`;
  if (member) return member;
  const [mailbox] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Mailbox" WHERE "productId" = ${productId}::uuid AND lower("fromAddress") = ${from} LIMIT 1`;
  return mailbox ? { userId: null } : null;
}

type Recipient = { contactId: string; institutionId: string };

/** The contacts who bear these addresses, in the order they were written to; each where they are today. */
async function findRecipients(tx: Tx, productId: string, emails: string[]): Promise<Recipient[]> {
  const rows = await tx.$queryRaw<(Recipient & { email: string })[]>`
    SELECT DISTINCT ON (c."id") c."id" AS "contactId", p."institutionId", a."normalized" AS "email"
    FROM "Address" a JOIN "Contact" c ON c."id" = a."contactId" AND c."mergedIntoId" IS NULL
      JOIN "Position" p ON p."contactId" = c."id"
    WHERE a."productId" = ${productId}::uuid AND a."kind" = 'email' AND a."normalized" = ANY(${emails})
    ORDER BY c."id", p."validTo" DESC NULLS FIRST, p."primary" DESC, p."createdAt" DESC`;
  return rows.sort((one, other) => emails.indexOf(one.email) - emails.indexOf(other.email));
}

/** The day its author's machine gives, unless that is a day to come. */
function sentAt({ date }: Inbound, receivedAt: Date): Date {
  const said = date ? new Date(date) : receivedAt;
  return said < receivedAt ? said : receivedAt;
}

function summaryOf({ subject, own }: Inbound): string {
  const words = [subject, own].map((text) => text.replaceAll("\0", "").trim()).filter(Boolean);
  return (words.join("\n\n") || "Courriel sans texte").slice(0, 2000).toWellFormed();
}
