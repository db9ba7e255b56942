import { createHash } from "node:crypto";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { confirmSent } from "#app/outbox/confirm.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { type Captured, captureSent } from "#app/letters/capture.server.ts";
import { type Classified, classify } from "./classify.ts";
import { applyInbound } from "./consequences.server.ts";
import { type Inbound, readInbound } from "./inbound.ts";
import { chooseMatch, cluesOf, type Match, type Sent, SURE } from "./match.ts";
import { findSent } from "./match.server.ts";
import { messageOfAddress } from "./reply-address.server.ts";

/** As much of a message as is kept as it came. */
export const RAW_KEPT = 1_000_000;
const TEXT_KEPT = 100_000;

export type Ingested = {
  id: string;
  /** False when this very message had come in before. */
  fresh: boolean;
  kind: Classified["kind"] | "captured";
  state: "filed" | "to_attach" | "set_aside";
};

/**
 * The one entrance of what comes in by a mailbox. Safe to run twice on the same message, at the same time too.
 * @param raw RFC 5322; cut short when the whole is too large, `size` then says how large
 * @returns null when the mailbox is no more
 */
export async function ingest(
  mailboxId: string,
  raw: Uint8Array | string,
  receivedAt: Date,
  { size }: { size?: number } = {},
): Promise<Ingested | null> {
  const mailbox = await db.mailbox.findUnique({ where: { id: mailboxId }, select: mailboxColumns });
  if (!mailbox) return null;
  const bytes = Buffer.from(raw as Uint8Array);
  // No NUL has a place in a mail, and PostgreSQL keeps none: what is kept as it came still holds it.
  const mail = await readInbound(bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes);
  const came = { mailbox, mail, bytes, receivedAt, size: size ?? bytes.length };
  return transaction({ userId: "", productId: mailbox.productId }, "réponse.arrivée", (tx) => take(tx, came));
}

/**
 * Keeps a message that `ingest` could not take, as it came, for a human: it must neither be lost nor stop those behind.
 * @returns null when the mailbox is no more
 */
export async function keepUnread(mailboxId: string, raw: Buffer, receivedAt: Date, size: number) {
  const mailbox = await db.mailbox.findUnique({ where: { id: mailboxId }, select: mailboxColumns });
  if (!mailbox) return null;
  const data = {
    ...{
      mailboxId,
      productId: mailbox.productId,
      receivedAt,
      size,
      unreadable: true,
      kind: "human" as const,
    },
    ...{
      identity: digest(raw),
      subject: "",
      words: "",
      text: storable(raw.toString("latin1", 0, TEXT_KEPT)),
    },
    raw: new Uint8Array(raw.subarray(0, RAW_KEPT)),
  };
  const { count } = await db.inboundMessage.createMany({ data, skipDuplicates: true });
  return { fresh: count > 0 };
}

const mailboxColumns = { id: true, productId: true, fromAddress: true, captureAddress: true } as const;

type Came = {
  mailbox: { id: string; productId: string; fromAddress: string; captureAddress: string | null };
  mail: Inbound;
  bytes: Buffer;
  receivedAt: Date;
  size: number;
};

/** Takes its place first: of two that bring the same message, the second waits, and finds it there. */
async function take(tx: Tx, came: Came): Promise<Ingested> {
  const { mailbox, mail, receivedAt } = came;
  const { productId } = mailbox;
  const identity = identityOf(came);
  const classified = classify(mail, isoDay(receivedAt));
  const [row] = await tx.inboundMessage.createManyAndReturn({
    data: [{ ...written(came, classified), identity, productId, mailboxId: mailbox.id }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!row) return known(tx, mailbox.id, identity);
  const report = classified.kind === "bounce" || classified.kind === "delayed" ? classified : null;
  const clues = cluesOf(
    mail,
    mail.to.map(messageOfAddress).flatMap((id) => id ?? []),
    report,
  );
  const ours = mail.messageId ? [mail.messageId] : [];
  const found = await findSent(
    tx,
    productId,
    { ...clues, returned: [...clues.returned, ...ours] },
    receivedAt,
  );
  const own = found.named.find(({ rfcMessageId }) => rfcMessageId === mail.messageId);
  if (own) return fileOwn(tx, row.id, own, receivedAt);
  const captured = await captureSent(tx, { productId, mailbox, mail, receivedAt });
  if (captured) return fileCaptured(tx, row.id, captured);
  const match = chooseMatch(clues, found, report);
  return place(tx, { came, id: row.id, classified, match });
}

/** Our own message, back by a list, a copy or the journal: no answer at all. */
async function fileOwn(tx: Tx, id: string, sent: Sent, receivedAt: Date): Promise<Ingested> {
  const { contactId, institutionId } = sent;
  await confirmSent(tx, [sent.id], "journal", receivedAt);
  await tx.inboundMessage.update({
    where: { id },
    data: {
      ...{ kind: "captured", state: "filed", matchedBy: "reference", confidence: 100 },
      ...{ messageId: sent.id, ...(await standing(tx, contactId, institutionId)) },
    },
    select: { id: true },
  });
  return { id, fresh: true, kind: "captured", state: "filed" };
}

/** Written by one of us elsewhere, and sent to the capture address. */
async function fileCaptured(tx: Tx, id: string, where: Captured): Promise<Ingested> {
  const state = where.interactionId ? "filed" : "to_attach";
  const sure = where.interactionId && { matchedBy: "envelope" as const, confidence: 100 };
  await tx.inboundMessage.update({
    where: { id },
    data: { kind: "captured", state, ...where, ...sure },
    select: { id: true },
  });
  return { id, fresh: true, kind: "captured", state };
}

type Placed = { came: Came; id: string; classified: Classified; match: Match | null };

/** Files what is sure, with all that follows; the rest waits for a human, with what is proposed. */
async function place(tx: Tx, { came, id, classified, match }: Placed): Promise<Ingested> {
  const { mail, mailbox, receivedAt } = came;
  const { productId } = mailbox;
  const sure = match !== null && match.confidence >= SURE && !mail.unreadable;
  const who = await standing(tx, match?.sent?.contactId ?? null, match?.institutionId ?? null);
  const fromAddress = mail.from?.address ?? null;
  const interactionId = sure
    ? await applyInbound(tx, {
        ...{ productId, classified, sent: match.sent, ...who, fromAddress, receivedAt },
        ...{ subject: storable(mail.subject), words: storable(mail.own) },
      })
    : null;
  // A challenge and a departure ask something of a human, even when it is sure whom they come from.
  const asks = classified.kind === "challenge" || classified.kind === "left";
  const homeless = classified.kind === "human" && !interactionId;
  const state = sure && !asks && !homeless ? "filed" : "to_attach";
  await tx.inboundMessage.update({
    where: { id },
    data: {
      ...{ state, interactionId, messageId: match?.sent?.id ?? null, ...who },
      ...{ matchedBy: match?.by ?? null, confidence: match?.confidence ?? null },
    },
    select: { id: true },
  });
  return { id, fresh: true, kind: classified.kind, state };
}

async function known(tx: Tx, mailboxId: string, identity: string): Promise<Ingested> {
  const row = await tx.inboundMessage.findUniqueOrThrow({
    where: { mailboxId_identity: { mailboxId, identity } },
    select: { id: true, kind: true, state: true },
  });
  return { ...row, fresh: false };
}

/** The contact and the institution, unless they are gone. */
async function standing(tx: Tx, contactId: string | null, institutionId: string | null) {
  const contact = contactId
    ? await tx.contact.findUnique({ where: { id: contactId }, select: { id: true } })
    : null;
  const institution = institutionId
    ? await tx.institution.findUnique({ where: { id: institutionId }, select: { id: true } })
    : null;
  return { contactId: contact?.id ?? null, institutionId: institution?.id ?? null };
}

function identityOf({ mail, bytes }: Came): string {
  const id = mail.messageId ? storable(mail.messageId) : "";
  return id && id.length <= 500 ? id : digest(bytes);
}

const digest = (bytes: Buffer): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

function written({ mail, bytes, receivedAt, size }: Came, classified: Classified) {
  const { kind, ...details } = classified;
  return {
    ...{
      kind,
      receivedAt,
      size,
      unreadable: mail.unreadable,
      raw: new Uint8Array(bytes.subarray(0, RAW_KEPT)),
    },
    ...{ fromAddress: mail.from ? storable(mail.from.address, 320) : null },
    ...{ fromName: mail.from?.name ? storable(mail.from.name, 200) : null },
    ...{ subject: storable(mail.subject, 1000), words: storable(mail.own), text: storable(mail.text) },
    details: JSON.parse(
      JSON.stringify(details, (_, value) => (typeof value === "string" ? storable(value, 1000) : value)),
    ),
  };
}

/** What PostgreSQL can keep of a text that comes from anywhere. */
function storable(text: string, most = TEXT_KEPT): string {
  return text.replaceAll("\0", "").slice(0, most).toWellFormed();
}
