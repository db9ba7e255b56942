import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { notFound } from "#app/errors.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { uuidOr404 } from "#app/ids.ts";
import { threadOf } from "./letter.ts";

/** The exchange that a letter answers, with the thread it goes on with. */
export type Answered = {
  interactionId: string;
  contactId: string | null;
  institutionId: string;
  subject: string;
  words: string;
  at: Date;
  mailboxId: string | null;
  thread: string[];
};

/**
 * @throws {AppError} not_found, for an exchange of another product
 */
export async function readAnswered({ productId }: Pick<Actor, "productId">, id: string): Promise<Answered> {
  const where = { id: uuidOr404(id, "Cet échange"), productId };
  const row = await db.interaction.findFirst({ where, select: columns });
  if (!row) throw notFound("Cet échange");
  const { inbound, message, summary, happenedAt, contactId, institutionId } = row;
  const mail = inbound ? await readInbound(inbound.raw) : null;
  const ours = inbound?.message ?? message;
  const named = mail ? [...(ours ? [ours.rfcMessageId] : []), ...mail.references, ...mail.inReplyTo] : [];
  return {
    ...{ interactionId: row.id, contactId, institutionId, words: summary, at: happenedAt },
    subject: inbound?.subject || ours?.subject || "",
    mailboxId: inbound?.mailboxId ?? ours?.mailboxId ?? null,
    thread: mail
      ? threadOf(named, mail.messageId)
      : threadOf(message?.thread ?? [], message?.relayId ?? message?.rfcMessageId ?? null),
  };
}

const sent = { rfcMessageId: true, subject: true, mailboxId: true } as const;
const columns = {
  ...{ id: true, summary: true, happenedAt: true, contactId: true, institutionId: true },
  message: { select: { ...sent, relayId: true, thread: true } },
  inbound: { select: { raw: true, subject: true, mailboxId: true, message: { select: sent } } },
} as const;
