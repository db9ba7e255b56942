import type { ImapFlow } from "imapflow";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { confirmEach } from "#app/outbox/confirm.server.ts";

const DAY_MS = 86_400_000;
/** As many as one look asks for: one search each. */
const AT_ONCE = 100;

/**
 * Some servers keep a copy of what they accept among the messages sent: a message in doubt whose Message-ID is there did
 * leave. The folder is opened read-only and only when there is a doubt; nothing of it is read otherwise, nor kept.
 * @returns how many doubts this settled
 */
export async function seekInSent(client: ImapFlow, mailboxId: string, now: Date): Promise<number> {
  const doubtful = await db.message.findMany({
    where: { mailboxId, state: "uncertain", sendingAt: { not: null } },
    orderBy: { sendingAt: "desc" },
    take: AT_ONCE,
    select: { id: true, productId: true, rfcMessageId: true, sendingAt: true },
  });
  const [one] = doubtful;
  const folder = one && (await sentFolder(client));
  if (!one || !folder) return 0;
  const found: string[] = [];
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    for (const { id, rfcMessageId, sendingAt } of doubtful) {
      // A server counts days, not hours, and in its own time zone.
      const since = new Date(sendingAt!.getTime() - DAY_MS);
      const uids = await client.search(
        { since, header: { "message-id": `<${rfcMessageId}>` } },
        { uid: true },
      );
      if (uids && uids.length > 0) found.push(id);
    }
  } catch (error) {
    // A server that refuses the folder leaves the doubt as it was; one that is gone is said by what comes next.
    if (!(error as { responseStatus?: string }).responseStatus) throw error;
  }
  if (found.length === 0) return 0;
  const proved = found.map((id) => ({ id, at: now }));
  await transaction({ userId: "", productId: one.productId }, "envoi.rapprochement", (tx) =>
    confirmEach(tx, proved, "sent"),
  );
  return found.length;
}

/** The folder the server says holds what was sent (RFC 6154), or that bears its usual name. */
async function sentFolder(client: ImapFlow): Promise<string | undefined> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === "\\Sent")?.path;
}
