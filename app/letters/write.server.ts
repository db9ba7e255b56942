import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { getMailbox, type Mailbox } from "#app/outbox/mailboxes.server.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { contentHash } from "#app/outbox/shell.server.ts";
import { wakeOutbox } from "#app/outbox/wake.server.ts";
import { readAnswered } from "./answered.server.ts";
import { composeDirect } from "./compose.server.ts";
import { departureOf } from "./departure.ts";
import { type LetterInput, SECOND_THOUGHTS_MS } from "./letter.ts";
import { type Addressee, isFirstContact, readAddressee } from "./recipient.server.ts";

/** Before a campaign's: somebody is waiting for it. */
const RANK = 100;

export type Written = { id: string; name: string; dueAt: Date; paused: boolean };

/**
 * « Écrire »: hands one letter to the outbox, as a campaign of one. It waits ten seconds, then for its mailbox's hours and cap.
 * Sent twice under the same id, as a browser does that was cut off before the answer, it leaves once.
 * @param input.to a contact of the product
 * @throws {AppError} forbidden; not_found; conflict, for who objected; invalid, for who has no address, or a first
 *   contact that would not say who writes
 */
export async function sendLetter(actor: Actor, input: LetterInput): Promise<Written> {
  requireRole(actor, "deployer");
  const addressee = await readAddressee(actor, input.to);
  const known = input.id ? await findWritten(actor, input.id, addressee) : null;
  if (known) return known;
  if (addressee.opposed) throw new AppError("conflict", opposedSentence(addressee.name));
  const email = addressee.email;
  if (!email) throw refused("to", `${addressee.name} n’a pas d’adresse : ajoutez-la à sa fiche.`);
  const mailbox = await getMailbox(actor, uuidOr404(input.mailboxId, "Cette boîte"));
  const answered = input.reponse ? await readAnswered(actor, input.reponse) : null;
  const id = input.id ?? crypto.randomUUID();
  const first = await isFirstContact(actor, addressee);
  const content = await composeDirect(actor, { id, mailbox, addressee, first, ...input });
  const { at: dueAt, held } = departureOf(mailbox, new Date(Date.now() + SECOND_THOUGHTS_MS));
  const thread = answered?.thread ?? [];
  await transaction(actor, "courriel.envoi", async (tx) => {
    const ids = await createOne(tx, actor, { addressee, mailbox, content, input });
    await tx.message.create({
      data: {
        ...{ id, productId: actor.productId, mailboxId: mailbox.id, ...ids, ...content, thread, dueAt },
        ...{ state: "planned", rank: RANK, email, addressHash: addressHash(email) },
        contentHash: contentHash(content),
        rfcMessageId: rfcMessageId(ids.enrollmentId, ids.stepId, mailbox.fromAddress),
      },
      select: { id: true },
    });
    await tell(tx, actor, { id, addressee, text: input.text });
    await wakeOutbox(tx);
  });
  return { id, name: addressee.name, dueAt, paused: held === "paused" };
}

export function opposedSentence(name: string): string {
  return `${name} s’est opposé à recevoir des messages : rien ne peut lui être envoyé d’ici. Si cette personne est revenue sur son choix, répondez-lui depuis votre propre messagerie.`;
}

/** The same letter, sent before: the answer was lost on its way. @throws {AppError} invalid, for somebody else's id */
async function findWritten({ productId }: Actor, id: string, to: Addressee): Promise<Written | null> {
  const found = await db.message.findUnique({
    where: { id },
    select: {
      ...{ productId: true, dueAt: true, enrollment: { select: { contactId: true } } },
      mailbox: { select: { pausedAt: true } },
    },
  });
  if (!found) return null;
  if (found.productId === productId && found.enrollment.contactId === to.contactId)
    return { id, name: to.name, dueAt: found.dueAt, paused: found.mailbox.pausedAt !== null };
  throw refused("form", "Cet envoi a déjà servi ailleurs : rechargez la page, votre texte est gardé.");
}

type One = {
  addressee: Addressee;
  mailbox: Mailbox;
  content: { subject: string };
  input: LetterInput;
};

/** A campaign of one person, which has no draft: what it sends is the message itself. */
async function createOne(tx: Tx, actor: Actor, { addressee, mailbox, content, input }: One) {
  const { productId, userId } = actor;
  const { contactId, institution } = addressee;
  const now = new Date();
  const variant = { productId, subject: content.subject, text: input.text };
  const campaign = await tx.campaign.create({
    data: {
      ...{ productId, mailboxId: mailbox.id, name: content.subject, kind: "direct", state: "running" },
      ...{ stopsColleagues: "none", audience: { contactIds: [contactId] }, createdById: userId },
      ...{ launchedAt: now, launchedById: userId },
      steps: { create: { productId, position: 1, variants: { create: variant } } },
    },
    select: { id: true, steps: { select: { id: true, variants: { select: { id: true } } } } },
  });
  const [step] = campaign.steps;
  const enrollment = await tx.enrollment.create({
    data: { productId, contactId, campaignId: campaign.id, institutionId: institution?.id ?? null },
    select: { id: true },
  });
  return {
    ...{ campaignId: campaign.id, enrollmentId: enrollment.id },
    ...{ stepId: step!.id, variantId: step!.variants[0]!.id },
  };
}

type Told = { id: string; addressee: Addressee; text: string };

/** In the timeline at once, with where it is: what has left finds it there. */
async function tell(tx: Tx, { productId, userId }: Actor, { id, addressee, text }: Told): Promise<void> {
  const { institution, contactId } = addressee;
  if (!institution) return;
  await followInstitution(tx, { productId }, institution.id);
  await tx.interaction.create({
    data: {
      ...{ productId, contactId, institutionId: institution.id, messageId: id, createdById: userId },
      ...{ kind: "email", direction: "outbound", happenedAt: new Date(), summary: text.slice(0, 2000) },
    },
    select: { id: true },
  });
}

function refused(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
