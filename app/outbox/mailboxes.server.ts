import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { env } from "#app/env.server.ts";
import { notFound } from "#app/errors.ts";
import { imapUrlOf } from "#app/inbox/imap.server.ts";
import { mayWriteLocally } from "#app/local-mail/destination.server.ts";
import { localServerUrl } from "#app/local-mail/local-server.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { nextOpening, type Window } from "./calendar.ts";
import { mailboxInput, type MailboxInput, mailboxPatch, type MailboxPatch, slotDay } from "./mailbox.ts";
import { readImapServer } from "./imap-url.ts";
import { seal, unseal } from "./secret-box.server.ts";
import { readSmtpUrl } from "./smtp.ts";
import { tryServer } from "./transport.server.ts";
import { wakeOutbox } from "./wake.server.ts";

/** A mailbox as its product sees it. Of its servers' URLs, only the host and the user are ever shown. */
export type Mailbox = {
  id: string;
  name: string;
  fromAddress: string;
  /** null: no server, neither its own nor the instance's: what it writes goes to the local mailbox. */
  smtp: Server | null;
  /** null: its answers are not read. */
  imap: Server | null;
  signature: string | null;
  plusAddressing: boolean;
  captureAddress: string | null;
  journalAddress: string | null;
  dailyCap: number | null;
  window: Window | null;
  /** Stopped by someone, until someone resumes it. */
  pausedAt: Date | null;
  /** Why it is paused; without `pausedAt`, why its server could not be used last, though it is still tried. */
  pauseReason: string | null;
  /** Messages gone today. */
  sentToday: number;
  createdAt: Date;
};

/** `own`: the mailbox's; otherwise the instance's. */
type Server = { host: string; port: number; secure: boolean; user: string | null; own: boolean };

/** @throws {AppError} forbidden; invalid input is a ZodError. */
export async function createMailbox(actor: Actor, input: MailboxInput): Promise<Mailbox> {
  requireRole(actor, "deployer");
  const { smtpUrl, imapUrl, window, ...rest } = mailboxInput.parse(input);
  const row = await transaction(actor, "boîte.création", (tx) =>
    tx.mailbox.create({
      data: {
        ...rest,
        ...{ productId: actor.productId, createdById: actor.userId },
        window: window ?? Prisma.DbNull,
        smtpSecret: smtpUrl ? seal(smtpUrl) : null,
        imapSecret: imapUrl ? seal(imapUrl) : null,
      },
      select: columns(),
    }),
  );
  return view(row);
}

/** Every mailbox of the product, oldest first. */
export async function listMailboxes(actor: Actor): Promise<Mailbox[]> {
  const rows = await db.mailbox.findMany({
    where: { productId: actor.productId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: columns(),
  });
  return rows.map(view);
}

/** @throws {AppError} not_found */
export async function getMailbox(actor: Actor, id: string): Promise<Mailbox> {
  return view(await findRow(actor, id));
}

/**
 * Changes what is given. A new pace applies to the very next message.
 * @throws {AppError} forbidden, not_found
 */
export async function updateMailbox(actor: Actor, id: string, patch: MailboxPatch): Promise<Mailbox> {
  requireRole(actor, "deployer");
  const { smtpUrl, imapUrl, window, ...rest } = mailboxPatch.parse(patch);
  await findRow(actor, id);
  const row = await transaction(actor, "boîte.réglage", async (tx) => {
    const updated = await tx.mailbox.update({
      where: { id, productId: actor.productId },
      data: {
        ...rest,
        ...(window !== undefined && { window: window ?? Prisma.DbNull }),
        ...(smtpUrl !== undefined && { smtpSecret: smtpUrl === null ? null : seal(smtpUrl) }),
        ...(imapUrl !== undefined && {
          ...{ imapSecret: imapUrl === null ? null : seal(imapUrl), imapTrouble: null },
        }),
      },
      select: columns(),
    });
    if (window !== undefined) await replan(tx, id, window);
    await wakeOutbox(tx);
    return updated;
  });
  return view(row);
}

/** First messages planned for the former hours follow the new ones. */
async function replan(tx: Tx, mailboxId: string, window: Window | null): Promise<void> {
  await tx.message.updateMany({
    where: { mailboxId, state: "planned", step: { position: 1 } },
    data: { dueAt: nextOpening(window, new Date()) },
  });
}

/** Nothing more leaves from it until it is resumed; what is being handed over finishes. */
export async function pauseMailbox(actor: Actor, id: string, reason: string | null = null): Promise<Mailbox> {
  return change(actor, id, "boîte.pause", { pausedAt: new Date(), pauseReason: reason });
}

export async function resumeMailbox(actor: Actor, id: string): Promise<Mailbox> {
  return change(actor, id, "boîte.reprise", { pausedAt: null, pauseReason: null });
}

/** Someone has looked into what came back: first touches leave again. @throws {AppError} forbidden, not_found */
export async function closeBreaker(actor: Actor, id: string): Promise<Mailbox> {
  return change(actor, id, "boîte.reprise", { trippedAt: null, breakerFrom: new Date() });
}

/**
 * Connects and signs in, without sending anything.
 * @returns why it cannot be used, in French; undefined when it can
 * @throws {AppError} not_found
 */
export async function tryMailbox(actor: Actor, id: string): Promise<string | undefined> {
  const row = await findRow(actor, id);
  const url = serverUrl({ ...row, ...row.product });
  if (url) return tryServer(url);
  const local = await mayWriteLocally({ id, ...row.product });
  return local ? tryServer(await localServerUrl(actor.productId)) : NO_SERVER;
}

const NO_SERVER =
  "Cette boîte a déjà écrit par un serveur SMTP, et n’en a plus, ni l’instance (SMTP_URL) : rien ne part tant qu’elle n’en a pas retrouvé un.";

/**
 * The SMTP URL in clear: only to open a connection. Its own, else the instance's. Undefined: the local mailbox, always
 * for a demonstration, whatever is set.
 */
export function serverUrl({
  smtpSecret,
  demo,
}: {
  smtpSecret: string | null;
  demo: boolean;
}): string | undefined {
  if (demo) return undefined;
  return smtpSecret === null ? env.SMTP_URL : unseal(smtpSecret);
}

async function change(
  actor: Actor,
  id: string,
  action: string,
  data: { pausedAt: Date | null; pauseReason: string | null } | { trippedAt: null; breakerFrom: Date },
): Promise<Mailbox> {
  requireRole(actor, "deployer");
  await findRow(actor, id);
  const row = await transaction(actor, action, async (tx) => {
    await wakeOutbox(tx);
    return tx.mailbox.update({ where: { id, productId: actor.productId }, data, select: columns() });
  });
  return view(row);
}

function columns() {
  return {
    ...{ id: true, name: true, fromAddress: true, smtpSecret: true, dailyCap: true, window: true },
    ...{ pausedAt: true, pauseReason: true, createdAt: true, imapSecret: true, signature: true },
    ...{ plusAddressing: true, captureAddress: true, journalAddress: true },
    product: { select: { demo: true } },
    days: { where: { day: new Date(slotDay(new Date())) }, select: { taken: true } },
  } as const satisfies Prisma.MailboxSelect;
}

type Row = Prisma.MailboxGetPayload<{ select: ReturnType<typeof columns> }>;

async function findRow(actor: Actor, id: string): Promise<Row> {
  const where = { id: uuidOr404(id, "Cette boîte"), productId: actor.productId, removedAt: null };
  const row = await db.mailbox.findFirst({ where, select: columns() });
  if (!row) throw notFound("Cette boîte");
  return row;
}

function view({ smtpSecret, imapSecret, product, days, window, ...row }: Row): Mailbox {
  return {
    ...row,
    window: window as Window | null,
    smtp: serverOf(
      readSmtpUrl(known(() => serverUrl({ smtpSecret, ...product })) ?? ""),
      smtpSecret !== null,
    ),
    imap: serverOf(
      readImapServer(known(() => imapUrlOf({ imapSecret, product, fromAddress: row.fromAddress })) ?? ""),
      imapSecret !== null,
    ),
    sentToday: days[0]?.taken ?? 0,
  };
}

function serverOf(
  server: { host: string; port: number; secure: boolean; auth: { user: string } | null } | undefined,
  own: boolean,
): Server | null {
  if (!server) return null;
  const { host, port, secure, auth } = server;
  return { host, port, secure, user: auth?.user ?? null, own };
}

/** Sealed under another APP_SECRET, an URL is lost; its mailbox still shows, to be given another. */
function known(url: () => string | undefined): string | undefined {
  try {
    return url();
  } catch {
    return undefined;
  }
}
