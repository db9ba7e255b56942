import { type Answered, pauseEnrollments, stopColleagues, stopEach } from "#app/campaigns/stop.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { tripIfNeeded } from "#app/outbox/breaker.server.ts";
import { confirmEach, type Proof } from "#app/outbox/confirm.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { movePartnerships } from "#app/pipeline/move-partnership.server.ts";
import { oppose } from "#app/outbox/opposition.server.ts";
import type { Classified } from "./classify.ts";

/** A message that came in, known for what it is and for whom it comes from. */
export type Filed = {
  productId: string;
  classified: Classified;
  /** The message of ours it is about; null when only the person or the institution is known. */
  sent: { id: string; enrollmentId: string; campaignId: string; email: string } | null;
  contactId: string | null;
  institutionId: string | null;
  fromAddress: string | null;
  subject: string;
  words: string;
  receivedAt: Date;
};

/**
 * What follows from messages that came in to one product, all at once: as many queries for fifty as for one. The gravest
 * first, so that a bounce or an opposition is why a sequence stops, whatever came with it. Nothing is ever sent from
 * here: two robots that answer each other stop at the first answer.
 * @returns the exchange that each became, of a human's; null of the others
 */
export async function applyInbound(tx: Tx, productId: string, filed: Filed[]): Promise<(string | null)[]> {
  // What answers has arrived: a message nobody was sure of did leave.
  await confirmEach(tx, ofSent(filed, proves("report")), "report");
  await confirmEach(tx, ofSent(filed, proves("reply")), "reply");
  await bounce(tx, productId, filed);
  await leave(tx, filed);
  for (const one of filed) if (one.classified.kind === "opposition") await opposed(tx, one);
  const exchanges = await answered(tx, productId, filed);
  await away(tx, filed);
  const events = filed.flatMap((one) => eventOf(one) ?? []);
  if (events.length > 0)
    await tx.messageEvent.createMany({ data: events.map((event) => ({ productId, ...event })) });
  return filed.map((one) => exchanges.get(one) ?? null);
}

const proves =
  (proof: Proof) =>
  ({ classified: { kind } }: Filed): boolean =>
    (kind === "bounce" || kind === "delayed") === (proof === "report");

const isKind =
  (wanted: Classified["kind"]) =>
  ({ classified: { kind } }: Filed): boolean =>
    kind === wanted;

/** The messages of ours that these are about, and when it was said. */
const ofSent = (filed: Filed[], which: (one: Filed) => boolean): { id: string; at: Date }[] =>
  filed.flatMap((one) => (one.sent && which(one) ? [{ id: one.sent.id, at: one.receivedAt }] : []));

/** The recipients that these are about, and when it was said. */
const ofEnrollments = (filed: Filed[], which: (one: Filed) => boolean): { id: string; at: Date }[] =>
  filed.flatMap((one) => (one.sent && which(one) ? [{ id: one.sent.enrollmentId, at: one.receivedAt }] : []));

const isHard = ({ classified }: Filed): boolean => classified.kind === "bounce" && classified.hard;

async function bounce(tx: Tx, productId: string, filed: Filed[]): Promise<void> {
  const dead = filed.filter((one) => one.sent && isHard(one));
  if (dead.length === 0) return;
  const ids = dead.map(({ sent }) => sent!.id);
  const details = dead.map(({ classified }) => (classified as { detail?: string | null }).detail ?? null);
  await tx.$executeRaw`
    UPDATE "Message" m SET "state" = 'bounced', "reply" = v."detail"
    FROM unnest(${ids}::uuid[], ${details}::text[]) AS v("id", "detail")
    WHERE m."id" = v."id" AND m."productId" = ${productId}::uuid AND m."state" = 'sent'`;
  await tripIfNeeded(tx, ids, new Date(Math.max(...dead.map(({ receivedAt }) => receivedAt.getTime()))));
  await stopEach(tx, ofEnrollments(dead, isHard), "bounce");
}

const leave = (tx: Tx, filed: Filed[]): Promise<number> =>
  stopEach(tx, ofEnrollments(filed, isKind("left")), "left");

async function away(tx: Tx, filed: Filed[]): Promise<void> {
  const absences = filed.flatMap(({ sent, classified, receivedAt: at }) => {
    if (!sent || classified.kind !== "auto_reply") return [];
    return [{ id: sent.enrollmentId, until: classified.until ? new Date(classified.until) : null, at }];
  });
  await pauseEnrollments(tx, absences);
}

/** Both the address that was written to and the one that answers: a person has several. */
async function opposed(tx: Tx, { sent, contactId, fromAddress }: Filed): Promise<void> {
  const emails = [sent?.email ?? [], fromAddress ?? []].flat().map(normalizeEmail);
  await oppose(tx, {
    ...{ emails: [...new Set(emails)], contacts: contactId ? [contactId] : [], source: "réponse" },
  });
}

/** A human's answer waits in « Réponses à traiter », and stops what was to follow. */
async function answered(tx: Tx, productId: string, filed: Filed[]): Promise<Map<Filed, string>> {
  const human = filed.filter(isKind("human"));
  if (human.length === 0) return new Map();
  const replied = ofEnrollments(human, () => true);
  if (replied.length > 0)
    await tx.$executeRaw`
      UPDATE "Enrollment" e SET "repliedAt" = v."at"
      FROM (SELECT "id", min("at") AS "at"
        FROM unnest(${replied.map(({ id }) => id)}::uuid[], ${replied.map(({ at }) => at)}::timestamptz[]) AS u("id", "at") GROUP BY 1) v
      WHERE e."id" = v."id" AND e."repliedAt" IS NULL`;
  await stopEach(tx, replied, "reply");
  const placed = human.filter((one): one is Filed & { institutionId: string } => one.institutionId !== null);
  if (placed.length === 0) return new Map();
  const answers = placed.map(({ institutionId, sent, receivedAt: at }): Answered => {
    return { institutionId, except: sent?.enrollmentId ?? null, at };
  });
  await stopColleagues(tx, productId, answers);
  const institutions = [...new Set(placed.map(({ institutionId }) => institutionId))];
  await followInstitution(tx, { productId }, institutions);
  const first = new Map(placed.toReversed().flatMap((one) => (one.sent ? [[one.institutionId, one]] : [])));
  const moves = [...first.values()].map(({ institutionId, sent }) => ({
    ...{ institutionId, cause: "reply" as const, campaignId: sent!.campaignId, messageId: sent!.id },
  }));
  await movePartnerships(tx, { userId: "", productId }, moves);
  const exchanges = new Map(placed.map((one) => [one as Filed, crypto.randomUUID() as string]));
  await tx.interaction.createMany({ data: placed.map((one) => exchangeOf(one, exchanges.get(one)!)) });
  return exchanges;
}

function exchangeOf(one: Filed & { institutionId: string }, id: string): Prisma.InteractionCreateManyInput {
  const { productId, institutionId, contactId, receivedAt: happenedAt } = one;
  const summary = (one.words || one.subject || "Réponse sans texte").slice(0, 2000).toWellFormed();
  return {
    ...{ id, productId, institutionId, contactId, happenedAt, summary },
    ...{ kind: "email", direction: "inbound" },
  };
}

/** What the ledger of the message says of it. */
function eventOf({ sent, classified, receivedAt: at }: Filed) {
  const said = sent && EVENTS[classified.kind]?.(classified as never);
  return said && { messageId: sent.id, at, kind: said[0], detail: said[1] };
}

type Of<Kind extends Classified["kind"]> = Extract<Classified, { kind: Kind }>;
type Said = [kind: "bounced" | "delayed" | "auto_replied" | "replied" | "opposed", detail: string | null];
const EVENTS: { [Kind in Classified["kind"]]: ((classified: Of<Kind>) => Said) | null } = {
  bounce: ({ hard, detail }) => [hard ? "bounced" : "delayed", detail],
  delayed: ({ detail }) => ["delayed", detail],
  auto_reply: ({ until }) => [
    "auto_replied",
    until ? `De retour le ${until}.` : "Absence sans date de retour.",
  ],
  left: () => ["auto_replied", "A quitté son poste."],
  opposition: () => ["opposed", "S’est opposée par sa réponse."],
  human: () => ["replied", null],
  challenge: null,
};
