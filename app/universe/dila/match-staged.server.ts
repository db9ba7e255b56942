import type pg from "pg";
import { countLoad } from "./count.server.ts";
import { lostClaims, type MatchIndex, type Keys, type Verdict } from "./match.ts";

const LOT = 2000;

type StagedKeys = { recordId: string; name: string; facts: Partial<Keys> };

/** Matches what is staged, lot by lot; then what humans decided of the same records; then settles rival claims. */
export async function matchStaged(
  client: pg.ClientBase,
  loadId: string,
  index: MatchIndex,
  vintage: string | null,
): Promise<void> {
  // Read in one order while being rewritten: a planner without figures would sort the whole for each lot.
  await client.query(`ANALYZE "ReferenceRecord"`);
  for (let after = ""; ;) {
    const { rows } = await client.query<StagedKeys>(
      `SELECT "recordId", "name", "facts" FROM "ReferenceRecord"
       WHERE "loadId" = $1 AND "recordId" > $2 AND "match" = 'unmatched' ORDER BY "recordId" LIMIT ${LOT}`,
      [loadId, after],
    );
    if (rows.length === 0) break;
    await write(client, loadId, rows, index);
    after = rows.at(-1)!.recordId;
  }
  await decideAgain(client, loadId);
  await settleClaims(client, loadId);
  await client.query(`UPDATE "ReferenceLoad" SET "state" = 'report', "vintage" = $2 WHERE "id" = $1`, [
    loadId,
    vintage,
  ]);
  await countLoad(client, loadId);
}

async function write(
  client: pg.ClientBase,
  loadId: string,
  rows: StagedKeys[],
  index: MatchIndex,
): Promise<void> {
  const verdicts = rows.map(({ recordId, name, facts }): Verdict & { recordId: string } => {
    const { types = [], insee = null, postcode = null, siret = null, siren = null } = facts;
    return { recordId, ...index.match({ name, types, insee, postcode, siret, siren }) };
  });
  await client.query(
    `UPDATE "ReferenceRecord" r SET "match" = v."match", "by" = v."by", "institutionId" = v."institutionId",
       "candidates" = v."candidates", "reason" = v."reason"
     FROM jsonb_to_recordset($2::jsonb) AS v("recordId" text, "match" "ReferenceMatch", "by" text,
       "institutionId" uuid, "candidates" jsonb, "reason" text)
     WHERE r."loadId" = $1 AND r."recordId" = v."recordId"`,
    [loadId, JSON.stringify(verdicts)],
  );
}

/** A record keeps its id from dump to dump: what a human decided of it holds. */
async function decideAgain(client: pg.ClientBase, loadId: string): Promise<void> {
  await client.query(
    `UPDATE "ReferenceRecord" r SET "match" = d."match", "by" = 'hand', "institutionId" = d."institutionId"
     FROM (SELECT DISTINCT ON (o."recordId") o."recordId", o."match", o."institutionId"
       FROM "ReferenceRecord" o JOIN "ReferenceLoad" l ON l."id" = o."loadId"
       WHERE o."by" = 'hand' AND o."loadId" <> $1 ORDER BY o."recordId", l."createdAt" DESC) d
     WHERE r."loadId" = $1 AND r."recordId" = d."recordId" AND r."match" = 'ambiguous'
       AND (d."institutionId" IS NULL OR EXISTS (SELECT FROM "Institution" i WHERE i."id" = d."institutionId"))`,
    [loadId],
  );
}

/** Two records may not write to one institution. */
export async function settleClaims(client: pg.ClientBase, loadId: string): Promise<void> {
  const { rows } = await client.query<{ recordId: string; institutionId: string; by: string }>(
    `SELECT "recordId", "institutionId", "by" FROM (
       SELECT *, count(*) OVER (PARTITION BY "institutionId") AS "rivals" FROM "ReferenceRecord"
       WHERE "loadId" = $1 AND "match" = 'matched') claims WHERE "rivals" > 1`,
    [loadId],
  );
  await client.query(
    `UPDATE "ReferenceRecord" SET "match" = 'ambiguous', "by" = NULL, "institutionId" = NULL,
       "candidates" = jsonb_build_array("institutionId"), "reason" = $3
     WHERE "loadId" = $1 AND "recordId" = ANY($2)`,
    [
      loadId,
      lostClaims(rows).map(({ recordId }) => recordId),
      "Une autre fiche désigne la même institution.",
    ],
  );
}
