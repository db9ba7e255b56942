import type { ImapFlow } from "imapflow";
import { db } from "#app/db/db.server.ts";
import { log } from "#app/log.server.ts";
import { noteReading } from "#app/outbox/journal.server.ts";
import { download, type Downloaded } from "./download.server.ts";
import { ingest, ingestAll, keepUnread } from "./ingest.server.ts";
import { FOLDER } from "./imap.server.ts";

const DAY_MS = 86_400_000;
/** How far before the last reading a folder is gone through again, once its numbers mean nothing any more. */
const AGAIN_DAYS = 3;
/** What is taken in one transaction: enough that a backlog goes fast, few enough that nobody waits for its locks. */
const LOT = 50;
const LOT_BYTES = 4_000_000;

export type Reading = { mailboxId: string; clock: () => Date; stopping: () => boolean };

/** Opens the folder read-only (EXAMINE): whether its owner has read a message never changes. */
export async function openFolder(client: ImapFlow): Promise<void> {
  await client.mailboxOpen(FOLDER, { readOnly: true });
}

/**
 * Takes in what has arrived since the last time, in order. A number only means something under its folder's
 * UIDVALIDITY: when that changes, the last days are gone through again, and what is known is not taken twice.
 * @returns how many messages were new; null when the mailbox is no more
 */
export async function readFolder(
  client: ImapFlow,
  { mailboxId, clock, stopping }: Reading,
): Promise<number | null> {
  if (!client.mailbox) throw new Error("No folder is open");
  const began = clock();
  let whole = true;
  const { uidValidity } = client.mailbox;
  const mailbox = await db.mailbox.findUnique({
    where: { id: mailboxId },
    select: { createdAt: true, folders: { where: { name: FOLDER } } },
  });
  if (!mailbox) return null;
  const [known] = mailbox.folders;
  const same = known?.uidValidity === uidValidity;
  const since = same ? null : (known?.syncedAt ?? mailbox.createdAt);
  const uids = since ? await arrivedSince(client, since) : await arrivedAfter(client, known!.lastUid);
  let lastUid = same ? known.lastUid : 0n;
  let fresh = 0;
  let lot: Downloaded[] = [];
  for (const [i, uid] of uids.entries()) {
    if (stopping()) break;
    const message = await download(client, uid);
    if (message) lot.push(message);
    if (i < uids.length - 1 && !isFull(lot)) continue;
    const came = await takeLot(mailboxId, lot, () => (whole = false));
    if (came === null) return null;
    fresh += came;
    lot = [];
    lastUid = BigInt(uid);
    if (same) await keep(mailboxId, { uidValidity, lastUid, syncedAt: clock() });
  }
  // Interrupted in the middle of going through it again: the next time starts over.
  const renumberedAt = known && !same ? { renumberedAt: began } : {};
  if (!stopping()) await keep(mailboxId, { uidValidity, lastUid, syncedAt: clock(), ...renumberedAt });
  if (!stopping() && whole) await noteReading(mailboxId, FOLDER, began);
  return fresh;
}

const isFull = (lot: Downloaded[]): boolean =>
  lot.length >= LOT || lot.reduce((sum, { raw }) => sum + raw.length, 0) >= LOT_BYTES;

/** @returns how many were new; null when the mailbox is no more */
async function takeLot(mailboxId: string, lot: Downloaded[], failed: () => void): Promise<number | null> {
  if (lot.length === 0) return 0;
  const came = await ingestAll(mailboxId, lot).catch((error: unknown) => {
    if (lot.length > 1) log.warn({ err: error, mailbox: mailboxId }, "A lot could not be taken; one by one");
    return "one by one" as const;
  });
  if (came !== "one by one") return came && came.filter(({ fresh }) => fresh).length;
  let fresh = 0;
  for (const message of lot) {
    const one = await take(mailboxId, message, failed);
    if (!one) return null;
    if (one.fresh) fresh++;
  }
  return fresh;
}

async function take(
  mailboxId: string,
  { raw, receivedAt, size }: Downloaded,
  failed: () => void,
): Promise<{ fresh: boolean } | null> {
  try {
    return await ingest(mailboxId, raw, receivedAt, { size });
  } catch (error) {
    log.error({ err: error, mailbox: mailboxId }, "A message could not be taken; it is kept as it came");
    failed();
    return keepUnread(mailboxId, raw, receivedAt, size);
  }
}

/** A server counts days, not hours, and in its own time zone. */
async function arrivedSince(client: ImapFlow, moment: Date): Promise<number[]> {
  const since = new Date(moment.getTime() - AGAIN_DAYS * DAY_MS);
  const uids = await client.search({ since }, { uid: true });
  return (uids || []).toSorted((a, b) => a - b);
}

/** « n:* » always holds the last message, even when it is before n. */
async function arrivedAfter(client: ImapFlow, lastUid: bigint): Promise<number[]> {
  const uids = await client.search({ uid: `${lastUid + 1n}:*` }, { uid: true });
  return (uids || []).filter((uid) => BigInt(uid) > lastUid).toSorted((a, b) => a - b);
}

type Read = { uidValidity: bigint; lastUid: bigint; syncedAt: Date; renumberedAt?: Date };

async function keep(mailboxId: string, data: Read): Promise<void> {
  const where = { mailboxId_name: { mailboxId, name: FOLDER } };
  await db.mailboxFolder.upsert({ where, update: data, create: { mailboxId, name: FOLDER, ...data } });
}
