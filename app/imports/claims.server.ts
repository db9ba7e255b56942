import type pg from "pg";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";

/** Which of these keys former lots of the file have taken, and at which line. */
export async function readClaims(
  client: pg.ClientBase,
  importId: string,
  keys: string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ key: string; line: number }>(
    `SELECT "key", "line" FROM "ImportKey" WHERE "importId" = $1 AND "key" = ANY ($2)`,
    [importId, keys],
  );
  return new Map(rows.map(({ key, line }) => [key, line]));
}

/** Keys of one lot meet those of another only where the rows are not refused for it: the first line stays. */
export async function writeClaims(
  client: pg.ClientBase,
  importId: string,
  claims: ReadonlyMap<string, number>,
): Promise<void> {
  const known = await readClaims(client, importId, [...claims.keys()]);
  const rows = [...claims].filter(([key]) => !known.has(key)).map(([key, line]) => ({ importId, key, line }));
  const columns = ["importId", "key", "line"] as const;
  await sendCopy(
    client,
    `"ImportKey" ("importId", "key", "line")`,
    copyText({ columns: [...columns] }, rows),
  );
}
