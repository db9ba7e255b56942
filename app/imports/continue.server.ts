import { pool } from "#app/db/db.server.ts";
import { runImport } from "./run.server.ts";
import { continueUndoings } from "./undo.server.ts";

/** A file left without a word for so long is not kept. */
const FORGOTTEN_AFTER = "7 days";

/** What imports are to be checked or run, one after the other; those that another process is at are left to it. */
export async function continueImports(signal: AbortSignal): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Import" WHERE "state" IN ('checking', 'running') ORDER BY "createdAt"`,
  );
  for (const { id } of rows) {
    if (signal.aborted) return;
    await runImport(id, { signal });
  }
  await continueUndoings(signal);
}

/** Files that were dropped and never brought in hold people's addresses: they leave by themselves. */
export async function forgetUploads(): Promise<void> {
  await pool.query(
    `UPDATE "Import" SET "state" = CASE "state" WHEN 'failed' THEN "state" ELSE 'cancelled' END, "uploadId" = NULL, "finishedAt" = now()
     WHERE ("state" IN ('mapping', 'ready') OR ("state" = 'failed' AND "uploadId" IS NOT NULL)) AND "createdAt" < now() - interval '${FORGOTTEN_AFTER}'`,
  );
  await pool.query(
    `DELETE FROM "Upload" u WHERE u."createdAt" < now() - interval '1 day'
       AND NOT EXISTS (SELECT FROM "Import" i WHERE i."uploadId" = u."id")`,
  );
}
