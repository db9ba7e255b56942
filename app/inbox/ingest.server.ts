import { createHash } from "node:crypto";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { type Classified, classify } from "./classify.ts";
import { type Inbound, readInbound } from "./inbound.ts";
import { storable, TEXT_KEPT } from "./kept-text.ts";
import { type Box, placeAll } from "./place.server.ts";

/** As much of a message as is kept as it came. */
export const RAW_KEPT = 1_000_000;

export type Ingested = {
  id: string;
  /** False when this very message had come in before. */
  fresh: boolean;
  kind: Classified["kind"] | "captured";
  state: "filed" | "to_attach" | "set_aside";
};

/** A message as a server gives it: RFC 5322, cut short when the whole is too large; `size` then says how large. */
export type Raw = { raw: Uint8Array | string; receivedAt: Date; size?: number };

/**
 * The one entrance of what comes in by a mailbox. Safe to run twice on the same message, at the same time too.
 * @returns null when the mailbox is no more
 */
export async function ingest(
  mailboxId: string,
  raw: Uint8Array | string,
  receivedAt: Date,
  { size }: { size?: number } = {},
): Promise<Ingested | null> {
  const came = await ingestAll(mailboxId, [{ raw, receivedAt, ...(size !== undefined && { size }) }]);
  return came && came[0]!;
}

/**
 * As `ingest`, of several that come together, in order: one transaction, and as many queries as for one. When it fails,
 * none is taken.
 */
export async function ingestAll(mailboxId: string, raws: Raw[]): Promise<Ingested[] | null> {
  const mailbox = await db.mailbox.findUnique({ where: { id: mailboxId }, select: mailboxColumns });
  if (!mailbox) return null;
  const came: Came[] = [];
  for (const { raw, receivedAt, size } of raws) {
    const bytes = Buffer.from(raw as Uint8Array);
    // No NUL has a place in a mail, and PostgreSQL keeps none: what is kept as it came still holds it.
    const mail = await readInbound(bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes);
    const one = { mail, bytes, receivedAt, size: size ?? bytes.length };
    came.push({ ...one, identity: identityOf(one), classified: classify(mail, isoDay(receivedAt)) });
  }
  return transaction({ userId: "", productId: mailbox.productId }, "réponse.arrivée", (tx) =>
    takeAll(tx, mailbox, came),
  );
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

type Read = { mail: Inbound; bytes: Buffer; receivedAt: Date; size: number };
type Came = Read & { identity: string; classified: Classified };

/** Each takes its place first: of two that bring the same message, the second waits, and finds it there. */
async function takeAll(tx: Tx, mailbox: Box, came: Came[]): Promise<Ingested[]> {
  const { id: mailboxId, productId } = mailbox;
  const rows = await tx.inboundMessage.createManyAndReturn({
    data: came.map((one) => ({ ...written(one), productId, mailboxId })),
    skipDuplicates: true,
    select: { id: true, identity: true },
  });
  const ids = new Map(rows.map(({ identity, id }) => [identity, id]));
  const fresh = came.filter(
    // Of the same twice in one lot, the first is taken.
    ({ identity }, i) => ids.has(identity) && came.findIndex((one) => one.identity === identity) === i,
  );
  const places = await placeAll(
    tx,
    mailbox,
    fresh.map((one) => ({ ...one, id: ids.get(one.identity)! })),
  );
  const taken = new Map(fresh.map((one, i) => [one, { ...places[i]!, fresh: true }]));
  if (taken.size === came.length) return [...taken.values()];
  const known = await tx.inboundMessage.findMany({
    where: { mailboxId, identity: { in: came.map(({ identity }) => identity) } },
    select: { id: true, identity: true, kind: true, state: true },
  });
  const rest = new Map(known.map(({ identity, ...row }) => [identity, { ...row, fresh: false }]));
  return came.map((one) => taken.get(one) ?? rest.get(one.identity)!);
}

function identityOf({ mail, bytes }: Read): string {
  const id = mail.messageId ? storable(mail.messageId) : "";
  return id && id.length <= 500 ? id : digest(bytes);
}

const digest = (bytes: Buffer): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

function written({ mail, bytes, receivedAt, size, identity, classified }: Came) {
  const { kind, ...details } = classified;
  return {
    ...{
      identity,
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
