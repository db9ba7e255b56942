import { pauseEnrollment, stopColleagues, stopEnrollment } from "#app/campaigns/stop.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { tripIfNeeded } from "#app/outbox/breaker.server.ts";
import { confirmSent } from "#app/outbox/confirm.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { movePartnership } from "#app/pipeline/move-partnership.server.ts";
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
 * What follows from a message that came in. Nothing is ever sent from here: two robots that answer each other stop at
 * the first answer.
 * @returns the exchange it became, of a human's
 */
export async function applyInbound(tx: Tx, filed: Filed): Promise<string | null> {
  const { classified, sent, receivedAt } = filed;
  // What answers has arrived: a message nobody was sure of did leave.
  const proof = ["bounce", "delayed"].includes(classified.kind) ? "report" : "reply";
  if (sent) await confirmSent(tx, [sent.id], proof, receivedAt);
  switch (classified.kind) {
    case "bounce":
      await bounce(tx, filed, classified);
      return null;
    case "delayed":
      if (sent) await tell(tx, filed, "delayed", classified.detail);
      return null;
    case "auto_reply":
      await away(tx, filed, classified.until);
      return null;
    case "left":
      if (sent) await stopEnrollment(tx, sent.enrollmentId, "left", receivedAt);
      if (sent) await tell(tx, filed, "auto_replied", "A quitté son poste.");
      return null;
    case "opposition":
      await opposed(tx, filed);
      return null;
    case "human":
      return answered(tx, filed);
    case "challenge":
      return null;
  }
}

async function bounce(tx: Tx, filed: Filed, said: Extract<Classified, { kind: "bounce" }>): Promise<void> {
  const { sent, receivedAt } = filed;
  if (!sent) return;
  if (!said.hard) return tell(tx, filed, "delayed", said.detail);
  await tx.message.updateMany({
    where: { id: sent.id, state: "sent" },
    data: { state: "bounced", reply: said.detail },
  });
  await tell(tx, filed, "bounced", said.detail);
  await tripIfNeeded(tx, sent.id, receivedAt);
  await stopEnrollment(tx, sent.enrollmentId, "bounce", receivedAt);
}

async function away(tx: Tx, filed: Filed, until: string | null): Promise<void> {
  const { sent, receivedAt } = filed;
  if (!sent) return;
  await pauseEnrollment(tx, sent.enrollmentId, until ? new Date(until) : null, receivedAt);
  await tell(tx, filed, "auto_replied", until ? `De retour le ${until}.` : "Absence sans date de retour.");
}

/** Both the address that was written to and the one that answers: a person has several. */
async function opposed(tx: Tx, filed: Filed): Promise<void> {
  const { sent, contactId, fromAddress } = filed;
  const emails = [sent?.email ?? [], fromAddress ?? []].flat().map(normalizeEmail);
  await oppose(tx, {
    ...{ emails: [...new Set(emails)], contacts: contactId ? [contactId] : [], source: "réponse" },
  });
  if (sent) await tell(tx, filed, "opposed", "S’est opposée par sa réponse.");
}

/** A human's answer waits in « Réponses à traiter », and stops what was to follow. */
async function answered(tx: Tx, filed: Filed): Promise<string | null> {
  const { sent, receivedAt, institutionId, productId } = filed;
  if (sent) {
    await tx.enrollment.updateMany({
      where: { id: sent.enrollmentId, repliedAt: null },
      data: { repliedAt: receivedAt },
    });
    await tell(tx, filed, "replied", null);
    await stopEnrollment(tx, sent.enrollmentId, "reply", receivedAt);
  }
  if (!institutionId) return null;
  const except = sent?.enrollmentId ?? null;
  await stopColleagues(tx, { institutionId, productId, except }, receivedAt);
  await followInstitution(tx, { productId }, institutionId);
  if (sent)
    await movePartnership(
      tx,
      { userId: "", productId },
      { institutionId, cause: "reply", campaignId: sent.campaignId, messageId: sent.id },
    );
  const { id } = await tx.interaction.create({
    data: {
      ...{ productId, institutionId, contactId: filed.contactId, happenedAt: receivedAt },
      ...{ kind: "email", direction: "inbound" },
      summary: (filed.words || filed.subject || "Réponse sans texte").slice(0, 2000).toWellFormed(),
    },
    select: { id: true },
  });
  return id;
}

async function tell(
  tx: Tx,
  { sent, productId, receivedAt }: Filed,
  kind: "bounced" | "delayed" | "auto_replied" | "replied" | "opposed",
  detail: string | null,
): Promise<void> {
  await tx.messageEvent.create({ data: { messageId: sent!.id, productId, kind, detail, at: receivedAt } });
}
