import { pool } from "#app/db/db.server.ts";
import { LOCAL_REPLY } from "./local-mail.ts";

/**
 * Whether what a mailbox without SMTP server writes may go to the local mailbox. Always, for a demonstration. One that
 * has already written to the world waits instead: its people must not be taken for written to because a setting is
 * missing since the last restart.
 */
export async function mayWriteLocally({ id, demo }: { id: string; demo: boolean }): Promise<boolean> {
  if (demo) return true;
  const { rows } = await pool.query<{ gone: boolean }>(
    `SELECT EXISTS (SELECT FROM "Message" WHERE "mailboxId" = $1 AND "state" = 'sent'
       AND position($2 IN coalesce("reply", '')) = 0) AS "gone"`,
    [id, LOCAL_REPLY],
  );
  return !rows[0]!.gone;
}
