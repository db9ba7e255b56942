import { db } from "#app/db/db.server.ts";

/**
 * A folder was read to its end: what is not there had not come when the reading began. Only such a reading lets a
 * message in doubt be sent again for being absent from the journal.
 */
export async function noteReading(mailboxId: string, folder: string, began: Date): Promise<void> {
  await db.mailboxFolder.updateMany({ where: { mailboxId, name: folder }, data: { readAt: began } });
}
