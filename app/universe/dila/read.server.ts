import type pg from "pg";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";
import { AppError } from "#app/errors.ts";
import { formatDate } from "#app/ui/format.ts";
import { readDump } from "./dump.ts";
import { alone, INTERRUPTED } from "./loads.server.ts";
import { readMatchIndex } from "./match-index.server.ts";
import { matchStaged } from "./match-staged.server.ts";
import type { MatchIndex } from "./match.ts";
import { type DilaRecord, readRecord } from "./record.ts";

const LOT = 1000;

type Options = {
  fileName: string;
  userId?: string | undefined;
  onProgress?: (read: number) => void;
};

/**
 * Reads a dump of the directory into staging, matches it, and leaves a report: no institution is touched. What was
 * staged of a dump that turns out to be no good is removed.
 * @returns the load's id
 * @throws {AppError} invalid, with what is wrong with the file; conflict, when another is being read
 */
export async function readDila(bytes: AsyncIterable<Uint8Array>, options: Options): Promise<string> {
  return alone(async (client) => {
    await failInterrupted(client);
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO "ReferenceLoad" ("fileName", "createdById") VALUES ($1, $2) RETURNING "id"`,
      [options.fileName.slice(0, 200), options.userId ?? null],
    );
    const { id } = rows[0]!;
    try {
      const index = await readMatchIndex(client);
      const vintage = await stage(client, id, bytes, index, options.onProgress);
      await matchStaged(client, id, index, vintage);
      await setOthersAside(client, id);
      return id;
    } catch (error) {
      const said = error instanceof AppError ? error.message : INTERRUPTED;
      await client.query(`DELETE FROM "ReferenceRecord" WHERE "loadId" = $1`, [id]);
      await client.query(`UPDATE "ReferenceLoad" SET "state" = 'failed', "error" = $2 WHERE "id" = $1`, [
        id,
        said,
      ]);
      throw error;
    }
  });
}

/** @returns the day of the latest change: what the dump is the state of */
async function stage(
  client: pg.ClientBase,
  loadId: string,
  bytes: AsyncIterable<Uint8Array>,
  index: MatchIndex,
  onProgress: (read: number) => void = () => {},
): Promise<string | null> {
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS staged_dila ("position" int, "recordId" text, "name" text,
    "type" text, "match" "ReferenceMatch", "facts" jsonb, "reason" text)`);
  let lot: Staged[] = [];
  let records: DilaRecord[] = [];
  let read = 0;
  let latest: string | null = null;
  const flush = async () => {
    const kept = await keep(client, loadId, lot);
    // One that is refused for its id reaches no institution.
    for (const record of records) if (kept.delete(record.id)) index.count(record);
    lot = [];
    records = [];
    await client.query(
      `UPDATE "ReferenceLoad" SET "counts" = jsonb_build_object('read', $2::int) WHERE "id" = $1`,
      [loadId, read],
    );
    onProgress(read);
  };
  for await (const raw of readDump(bytes)) {
    read++;
    const record = readRecord(raw);
    lot.push(stagedRow(record, raw, read));
    if (!("reason" in record)) {
      records.push(record);
      if (record.modifiedOn && record.modifiedOn > (latest ?? "")) latest = record.modifiedOn;
    }
    if (lot.length === LOT) await flush();
  }
  await flush();
  return latest;
}

type Staged = {
  position: number;
  recordId: string;
  name: string;
  type: string | null;
  match: "unmatched" | "refused";
  facts: object;
  reason: string | null;
};

const STAGED = { columns: ["position", "recordId", "name", "type", "match", "facts", "reason"] as const };

function stagedRow(record: ReturnType<typeof readRecord>, raw: unknown, position: number): Staged {
  if ("reason" in record) {
    const { nom } = (raw ?? {}) as { nom?: unknown };
    const name =
      typeof nom === "string" && nom.trim()
        ? nom
            .replace(/\p{Cc}/gu, " ")
            .toWellFormed()
            .slice(0, 300)
        : "Sans nom";
    return {
      ...{ position, recordId: `#${position}`, name, type: null, match: "refused", facts: {} },
      ...record,
    };
  }
  const { id, name, types } = record;
  return {
    ...{ position, recordId: id, name, type: types[0] ?? null, match: "unmatched" },
    facts: factsOf(record),
    reason: null,
  };
}

/** As they are staged; absent ones left out. */
function factsOf({ id: _id, name: _name, modifiedOn, children, ...facts }: DilaRecord): object {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(known),
    ...(modifiedOn && { vintage: formatDate(modifiedOn) }),
    ...(children.length > 0 && { children }),
  };
}

/** Of records that bear one id, the first is kept; the others are refused, and say so. */
async function keep(client: pg.ClientBase, loadId: string, lot: Staged[]): Promise<Set<string>> {
  if (lot.length === 0) return new Set();
  await client.query(`TRUNCATE staged_dila`);
  const columns = [...STAGED.columns];
  await sendCopy(
    client,
    `staged_dila (${columns.map((name) => `"${name}"`).join(", ")})`,
    copyText({ columns }, lot),
  );
  await client.query(
    `INSERT INTO "ReferenceRecord" ("loadId", "recordId", "name", "type", "match", "reason")
     SELECT $1, s."recordId" || '#' || s."position", s."name", s."type", 'refused', $2 FROM staged_dila s
     WHERE EXISTS (SELECT FROM staged_dila f WHERE f."recordId" = s."recordId" AND f."position" < s."position")
       OR EXISTS (SELECT FROM "ReferenceRecord" r WHERE r."loadId" = $1 AND r."recordId" = s."recordId")`,
    [loadId, "Une autre fiche du fichier a le même identifiant."],
  );
  const { rows } = await client.query<{ recordId: string }>(
    `INSERT INTO "ReferenceRecord" ("loadId", "recordId", "name", "type", "match", "facts", "reason")
     SELECT $1, "recordId", "name", "type", "match", "facts", "reason" FROM staged_dila ORDER BY "position"
     ON CONFLICT DO NOTHING RETURNING "recordId"`,
    [loadId],
  );
  return new Set(rows.map(({ recordId }) => recordId));
}

/** A process that died while reading has left what it had staged. */
async function failInterrupted(client: pg.ClientBase): Promise<void> {
  await client.query(
    `DELETE FROM "ReferenceRecord" r USING "ReferenceLoad" l WHERE l."id" = r."loadId" AND l."state" = 'reading'`,
  );
  await client.query(
    `UPDATE "ReferenceLoad" SET "state" = 'failed', "error" = $1 WHERE "state" = 'reading'`,
    [INTERRUPTED],
  );
}

/** One dump at a time: of the former ones, only what humans decided is kept, for it holds again. */
async function setOthersAside(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`DELETE FROM "ReferenceRecord" WHERE "loadId" <> $1 AND "by" IS DISTINCT FROM 'hand'`, [
    id,
  ]);
  await client.query(
    `UPDATE "ReferenceLoad" SET "state" = 'dropped' WHERE "id" <> $1 AND "state" IN ('report', 'failed', 'applying')`,
    [id],
  );
}
