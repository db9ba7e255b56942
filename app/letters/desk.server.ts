import { type Actor, requireRole } from "#app/auth/actor.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { db } from "#app/db/db.server.ts";
import { inSentence } from "#app/institutions/institution-article.ts";
import { getInstitutionFile } from "#app/institutions/institution-file.server.ts";
import { makeRoleContacts } from "#app/institutions/role-addresses.server.ts";
import { AppError } from "#app/errors.ts";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { type Answered, readAnswered } from "./answered.server.ts";
import { previewFooter } from "./compose.server.ts";
import { departureOf, sayDeparture } from "./departure.ts";
import { answerSubject, ROLE_ADDRESS } from "./letter.ts";
import { isFirstContact, readAddressee } from "./recipient.server.ts";
import { opposedSentence } from "./write.server.ts";

/** What the page that writes a letter shows. */
export type Desk = {
  title: string;
  back: { kind: "contact" | "institution"; id: string; name: string };
  /** Whom one may write to; several at an institution. */
  people: { value: string; name: string; detail: string }[];
  /** Who cannot be written to, and why. */
  refusal: string | null;
  mailboxes: {
    id: string;
    name: string;
    fromAddress: string;
    signature: string | null;
    /** What will hold what is written now, and until when; null: nothing does. */
    wait: string | null;
  }[];
  mailboxId: string | null;
  subject: string;
  answered: { id: string; words: string; at: Date } | null;
  /** What is added below a first contact; null when nothing is. */
  footer: string | null;
};

type Asked = { mailboxId?: string | null; reponse?: string | null };

/** @throws {AppError} forbidden; not_found */
export async function deskForContact(actor: Actor, contactId: string, asked: Asked): Promise<Desk> {
  requireRole(actor, "deployer");
  const addressee = await readAddressee(actor, contactId);
  const answered = asked.reponse ? await readAnswered(actor, asked.reponse) : null;
  const { name, email, opposed, institution } = addressee;
  const shared = await shareDesk(actor, asked, answered);
  const mailbox = shared.mailboxes.find(({ id }) => id === shared.mailboxId);
  const first = mailbox && email && (await isFirstContact(actor, addressee));
  return {
    ...shared,
    title: answered ? `Répondre à ${name}` : `Écrire à ${name}`,
    back: { kind: "contact", id: addressee.contactId, name },
    people: email
      ? [{ value: addressee.contactId, name, detail: [email, institution?.name].filter(Boolean).join(" · ") }]
      : [],
    refusal: opposed
      ? opposedSentence(name)
      : email
        ? null
        : `${name} n’a pas d’adresse : ajoutez-la à sa fiche.`,
    footer: first ? await previewFooter(actor, addressee, mailbox) : null,
  };
}

/** @throws {AppError} forbidden; not_found */
export async function deskForInstitution(actor: Actor, institutionId: string, asked: Asked): Promise<Desk> {
  requireRole(actor, "deployer");
  const file = await getInstitutionFile(actor, institutionId);
  const people = (await listContactsAt(actor, file.id)).filter(
    ({ left, email, opposed }) => !left && email && !opposed,
  );
  const known = new Set(people.map(({ email }) => normalizeEmail(email!)));
  const generic = file.email && !known.has(normalizeEmail(file.email)) ? file.email : null;
  return {
    ...(await shareDesk(actor, asked, null)),
    title: `Écrire ${inSentence(file.name).au}`,
    back: { kind: "institution", id: file.id, name: file.name },
    people: [
      ...people.map(({ id, name, email, function: post }) => ({
        ...{ value: id, name, detail: [post, email].filter(Boolean).join(" · ") },
      })),
      ...(generic ? [{ value: ROLE_ADDRESS, name: "Adresse générique", detail: generic }] : []),
    ],
    refusal:
      people.length === 0 && !generic
        ? "Personne à qui écrire ici : ajoutez un contact avec son adresse, ou le courriel de l’institution dans ses faits."
        : null,
    footer: null,
  };
}

/** Whom a letter written from an institution's file is for. @throws {AppError} not_found; conflict */
export async function recipientAt(actor: Actor, institutionId: string, to: string): Promise<string> {
  requireRole(actor, "deployer");
  if (to === ROLE_ADDRESS) return roleContact(actor, institutionId);
  await getInstitutionFile(actor, institutionId);
  return to;
}

/** The contact who bears the role address of an institution, made when there is none yet. */
async function roleContact(actor: Actor, institutionId: string): Promise<string> {
  const file = await getInstitutionFile(actor, institutionId);
  await makeRoleContacts(actor, { ids: [file.id] });
  const bearer = await db.contact.findFirst({
    where: {
      ...{ productId: actor.productId, mergedIntoId: null },
      positions: { some: { institutionId: file.id, validTo: null } },
      addresses: { some: { kind: "email", validTo: null, normalized: normalizeEmail(file.email ?? "") } },
    },
    select: { id: true },
  });
  if (!bearer)
    throw new AppError("conflict", "L’adresse générique de cette institution a changé : rechargez la page.");
  return bearer.id;
}

async function shareDesk(actor: Actor, asked: Asked, answered: Answered | null) {
  const all = await listMailboxes(actor);
  const now = new Date();
  const wanted = asked.mailboxId ?? answered?.mailboxId ?? (await lastUsed(actor));
  return {
    mailboxes: all.map((mailbox) => ({
      ...{
        id: mailbox.id,
        name: mailbox.name,
        fromAddress: mailbox.fromAddress,
        signature: mailbox.signature,
      },
      wait: sayDeparture(departureOf(mailbox, now), mailbox, now),
    })),
    mailboxId: (all.find(({ id }) => id === wanted) ?? all[0])?.id ?? null,
    subject: answered ? answerSubject(answered.subject) : "",
    answered: answered ? { id: answered.interactionId, words: answered.words, at: answered.at } : null,
  };
}

/** The mailbox this member last wrote from. */
async function lastUsed({ productId, userId }: Actor): Promise<string | null> {
  const last = await db.campaign.findFirst({
    where: { productId, launchedById: userId },
    orderBy: { createdAt: "desc" },
    select: { mailboxId: true },
  });
  return last?.mailboxId ?? null;
}
