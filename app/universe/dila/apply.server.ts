import type pg from "pg";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { log } from "#app/log.server.ts";
import { formatDate } from "#app/ui/format.ts";
import { relationRow } from "#app/universe/rows.ts";
import { createStaging, RELATION, upsert } from "#app/universe/upsert.server.ts";
import { APPLY, COUNT_CHANGES } from "./facts-sql.server.ts";
import { type Changes, SOURCE } from "./load.ts";
import { alone, currentLoad } from "./loads.server.ts";
import { type ParentEdge, withoutCircles } from "./parents.ts";

const LOT = 4000;

/** What applying the load would write, as things are now; nothing, once it is applied. */
export async function readChanges(loadId: string): Promise<Changes> {
  const { rows } = await pool.query<Changes>(COUNT_CHANGES, [loadId]);
  return rows[0]!;
}

/**
 * Asks for the current load to be applied: the worker begins within seconds.
 * @throws {AppError} forbidden; conflict, when there is none to apply
 */
export async function requestApplication(actor: Actor): Promise<void> {
  requireRole(actor, "admin");
  const load = await currentLoad();
  const { rowCount } = await pool.query(
    `UPDATE "ReferenceLoad" SET "state" = 'applying', "counts" = "counts" || '{"applied": 0}'
     WHERE "id" = $1 AND "state" IN ('report', 'applied')`,
    [load?.id ?? null],
  );
  if (rowCount === 0)
    throw new AppError("conflict", "Il n’y a pas de fichier lu à appliquer. Déposez-en un.");
}

/** Finishes the application that was asked for, or that a killed process left. For the worker. */
export async function applyIfAsked(signal?: AbortSignal): Promise<boolean> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "ReferenceLoad" WHERE "state" = 'applying' ORDER BY "createdAt" DESC LIMIT 1`,
  );
  if (!rows[0]) return false;
  try {
    await applyLoad(rows[0].id, { signal });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
    return false;
  }
  log.info({ load: rows[0].id }, "directory applied");
  return true;
}

type Options = { signal?: AbortSignal | undefined; onProgress?: (applied: number) => void };

/**
 * Writes a matched load to its institutions, lot by lot, each committed; then the parents it tells. Killed at any
 * moment, it is begun again and writes only what is missing: applied twice, it changes nothing.
 */
export async function applyLoad(
  loadId: string,
  { signal, onProgress = () => {} }: Options = {},
): Promise<void> {
  await alone(async (client) => {
    for (let after = "", applied = 0; ;) {
      signal?.throwIfAborted();
      const { rows } = await client.query<{ last: string | null; count: number }>(
        `SELECT max("recordId") AS "last", count(*)::int AS "count" FROM (
           SELECT "recordId" FROM "ReferenceRecord" WHERE "loadId" = $1 AND "match" = 'matched' AND "recordId" > $2
           ORDER BY "recordId" LIMIT ${LOT}) lot`,
        [loadId, after],
      );
      const { last, count } = rows[0]!;
      if (last === null) break;
      await client.query(APPLY, [loadId, after, last]);
      applied += count;
      after = last;
      await note(client, loadId, { applied });
      onProgress(applied);
    }
    await note(client, loadId, { circular: await writeParents(client, loadId) });
    await client.query(
      `UPDATE "ReferenceLoad" SET "state" = 'applied', "appliedAt" = now() WHERE "id" = $1`,
      [loadId],
    );
  });
}

async function note(client: pg.ClientBase, loadId: string, facts: Record<string, number>): Promise<void> {
  await client.query(`UPDATE "ReferenceLoad" SET "counts" = "counts" || $2::jsonb WHERE "id" = $1`, [
    loadId,
    facts,
  ]);
}

type Told = { from: string; to: string; by: string; vintage: string | null };

/** The directory tells children on their parent; here the child has the link. An official link replaces an inferred one. */
async function writeParents(client: pg.ClientBase, loadId: string): Promise<number> {
  const { rows: told } = await client.query<Told>(
    `SELECT DISTINCT ON (1, 2) c."key" AS "from", p."key" AS "to", p."facts" ->> 'vintage' AS "vintage",
       CASE WHEN 'hand' IN (p."by", c."by") THEN 'hand' WHEN 'name' IN (p."by", c."by") THEN 'name' ELSE 'key' END AS "by"
     FROM (SELECT r.*, i."key" FROM "ReferenceRecord" r JOIN "Institution" i ON i."id" = r."institutionId"
         WHERE r."loadId" = $1 AND r."match" = 'matched' AND r."facts" ? 'children') p
       CROSS JOIN LATERAL jsonb_array_elements_text(p."facts" -> 'children') AS child("recordId")
       JOIN (SELECT r."recordId", r."by", i."key" FROM "ReferenceRecord" r JOIN "Institution" i ON i."id" = r."institutionId"
         WHERE r."loadId" = $1 AND r."match" = 'matched') c ON c."recordId" = child."recordId"
     WHERE c."key" <> p."key" ORDER BY 1, 2`,
    [loadId],
  );
  const { rows: known } = await client.query<ParentEdge & { surer: boolean }>(
    `SELECT f."key" AS "from", t."key" AS "to", r."confidence" = 100 AND r."source" <> '${SOURCE}' AS "surer" FROM "Relation" r
       JOIN "Institution" f ON f."id" = r."fromId" JOIN "Institution" t ON t."id" = r."toId"
     WHERE r."productId" IS NULL AND r."kind" = 'oversight' AND r."validTo" IS NULL`,
  );
  const written = new Map(known.map(({ from, to, surer }) => [`${from} ${to}`, surer]));
  const fresh = told.filter(({ from, to }) => !written.has(`${from} ${to}`));
  const { kept, circular } = withoutCircles(known, fresh);
  const refused = new Set(fresh.filter((edge) => !kept.includes(edge)));
  const said = told.filter((edge) => !refused.has(edge) && !written.get(`${edge.from} ${edge.to}`));
  const edges = said.map(({ from, to, by, vintage }) =>
    relationRow({
      ...{ from, to, kind: "oversight", source: SOURCE },
      ...{ vintage: vintage ?? formatDate(new Date()), confidence: CONFIDENCE[by]! },
    }),
  );
  await client.query("BEGIN");
  await createStaging(client);
  await upsert(client, RELATION, edges);
  await client.query("COMMIT");
  return circular;
}

/** Both ends found by an official key; by their names; one of them by a human. */
const CONFIDENCE: Record<string, number> = { key: 100, name: 85, hand: 90 };
