import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addressHash } from "./address-hash.server.ts";
import { normalizeEmail } from "./mailbox.ts";
import { WAITING } from "./outbox.ts";
import { readUnsubscribeToken } from "./unsubscribe-token.server.ts";

/** What the unsubscribe page shows: to whom, from whom, and whether it is done. */
export type Recipient = { email: string; product: string; opposed: boolean };

/** @throws {AppError} not_found: the token is not one of ours, or the message is no more */
export async function readRecipient(token: string): Promise<Recipient> {
  const { email, addressHash: hash, product } = await findMessage(token);
  const opposed = (await db.suppression.count({ where: { addressHash: hash } })) > 0;
  // Of someone erased since, only the hash is left.
  return { email: email || "de ce message", product: product.name, opposed };
}

/**
 * The recipient objects: at once, for every campaign, every sender and every product of the instance (RGPD,
 * article 21). Safe to do twice.
 * @throws {AppError} not_found
 */
export async function opposeByToken(token: string): Promise<Recipient> {
  const { email, addressHash: hash, productId, product, enrollment } = await findMessage(token);
  const contacts = enrollment.contactId ? [enrollment.contactId] : [];
  await transaction({ userId: "", productId }, "opposition.désinscription", (tx) =>
    // Once the person is erased, the message only knows the hash of its address.
    oppose(tx, { emails: [email], hashes: [hash], contacts, source: "désinscription" }),
  );
  return { email, product: product.name, opposed: true };
}

/**
 * A deployer was told, by telephone or by letter: every address of the contact is opposed.
 * @throws {AppError} forbidden, not_found
 */
export async function recordOpposition(actor: Actor, contactId: string): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(contactId, "Ce contact"), productId: actor.productId, mergedIntoId: null };
  const contact = await db.contact.findFirst({
    where,
    select: { id: true, addresses: { where: { kind: "email" }, select: { value: true } } },
  });
  if (!contact) throw notFound("Ce contact");
  const emails = contact.addresses.map((address) => address.value);
  await transaction(actor, "opposition.saisie", (tx) =>
    oppose(tx, { emails, contacts: [contact.id], source: "saisie" }),
  );
}

/** Which of these addresses must never be written to, as they were given. */
export async function isOpposed(emails: string[]): Promise<Set<string>> {
  const hashes = emails.map(addressHash);
  const rows = await db.suppression.findMany({
    where: { addressHash: { in: [...new Set(hashes)] } },
    select: { addressHash: true },
  });
  const opposed = new Set(rows.map((row) => row.addressHash));
  return new Set(emails.filter((_, i) => opposed.has(hashes[i]!)));
}

type Opposition = { emails: string[]; hashes?: string[]; contacts: string[]; source: string };

/** The addresses are remembered as hashes, their holders dated, what was to be sent to either is cancelled. */
export async function oppose(tx: Tx, { emails, hashes: known, contacts, source }: Opposition): Promise<void> {
  const now = new Date();
  const hashes = known ?? emails.map(addressHash);
  await tx.suppression.createMany({
    data: hashes.map((hash) => ({ addressHash: hash, source, createdAt: now })),
    skipDuplicates: true,
  });
  const held = await tx.address.findMany({
    where: { kind: "email", normalized: { in: emails.map(normalizeEmail) } },
    select: { contactId: true },
  });
  const holders = [...new Set([...contacts, ...held.map((address) => address.contactId)])];
  await tx.contact.updateMany({ where: { id: { in: holders }, opposedAt: null }, data: { opposedAt: now } });
  await tx.enrollment.updateMany({
    where: { contactId: { in: holders }, state: "active" },
    data: { state: "stopped", stopReason: OPPOSED },
  });
  await cancelMessages(tx, hashes, holders, now);
}

const OPPOSED = "Cette personne s’est opposée à recevoir des messages.";

async function cancelMessages(tx: Tx, hashes: string[], contactIds: string[], now: Date): Promise<void> {
  const cancelled = await tx.message.updateManyAndReturn({
    where: {
      state: { in: [...WAITING] },
      OR: [{ addressHash: { in: hashes } }, { enrollment: { contactId: { in: contactIds } } }],
    },
    data: { state: "cancelled", reply: OPPOSED, workerId: null },
    select: { id: true, productId: true },
  });
  await tx.messageEvent.createMany({
    data: cancelled.map(({ id, productId }) => ({
      ...{ messageId: id, productId, at: now },
      ...{ kind: "opposed" as const, detail: OPPOSED },
    })),
  });
}

async function findMessage(token: string) {
  const id = readUnsubscribeToken(token);
  const message = id
    ? await db.message.findUnique({
        where: { id },
        select: {
          ...{ email: true, addressHash: true, productId: true },
          product: { select: { name: true } },
          enrollment: { select: { contactId: true } },
        },
      })
    : null;
  if (!message) throw notFound("Ce lien");
  return message;
}
