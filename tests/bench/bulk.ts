import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { applyBulk } from "#app/bulk/bulk.server.ts";
import type { BulkChange, BulkList } from "#app/bulk/bulk.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

const ROWS = 10_000;

/** A change of ten thousand rows against one raw UPDATE of the same rows, with the same triggers and the same log. */
export async function benchBulk(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const { productId } = actor;
  await pool.query(
    `INSERT INTO "Membership" ("productId", "userId", "role") VALUES ($1, $2, 'admin') ON CONFLICT DO NOTHING`,
    [productId, actor.userId],
  );
  const chosen = await pool.query<{ id: string; institutionId: string }>(
    `SELECT "id", "institutionId" FROM "Opportunity" WHERE "productId" = $1 ORDER BY "id" LIMIT ${ROWS}`,
    [productId],
  );
  const partnerships = chosen.rows.map(({ id }) => id);
  const institutions = chosen.rows.map(({ institutionId }) => institutionId);
  const stages = await pool.query<{ id: string }>(
    `SELECT "id" FROM "Stage" WHERE "productId" = $1 AND "kind" = 'open' ORDER BY "position" LIMIT 2`,
    [productId],
  );
  const [one, other] = stages.rows.map(({ id }) => id) as [string, string];
  /** There and back, whoever does it: every call changes every row. */
  const row = (
    name: string,
    list: BulkList,
    ids: string[],
    changes: [BulkChange, BulkChange],
    raw: [string, string],
  ) => {
    let turn = 0;
    return compare(
      `bulk of ${ROWS}, ${name}`,
      3,
      () => applyBulk(actor, list, ids, changes[turn++ % 2]!),
      () => signed(pool, actor, raw[turn++ % 2]!, ids),
    );
  };
  const opportunities = `"Opportunity" SET`;
  const which = `WHERE "id" = ANY($1::uuid[])`;
  const accounts = `WHERE "productId" = '${productId}' AND "institutionId" = ANY($1::uuid[])`;
  await applyBulk(actor, "institutions", institutions, { change: "addTag", tag: "banc" });
  return [
    await row(
      "owner",
      "partnerships",
      partnerships,
      [
        { change: "owner", ownerId: null },
        { change: "owner", ownerId: actor.userId },
      ],
      [
        `UPDATE ${opportunities} "ownerId" = NULL ${which}`,
        `UPDATE ${opportunities} "ownerId" = '${actor.userId}' ${which}`,
      ],
    ),
    await row(
      "stage",
      "partnerships",
      partnerships,
      [
        { change: "stage", stage: one },
        { change: "stage", stage: other },
      ],
      [
        `UPDATE ${opportunities} "stageId" = '${one}' ${which}`,
        `UPDATE ${opportunities} "stageId" = '${other}' ${which}`,
      ],
    ),
    await row(
      "tag",
      "institutions",
      institutions,
      [
        { change: "removeTag", tag: "banc" },
        { change: "addTag", tag: "banc" },
      ],
      [
        `UPDATE "Account" SET "tags" = array_remove("tags", 'banc') ${accounts}`,
        `UPDATE "Account" SET "tags" = array_append("tags", 'banc') ${accounts}`,
      ],
    ),
  ];
}

async function signed(pool: pg.Pool, { userId, productId }: Actor, sql: string, ids: string[]) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query(
    `SELECT set_config('essaim.actor', $1, true), set_config('essaim.product', $2, true),
      set_config('essaim.set', $3, true), set_config('essaim.action', 'banc', true)`,
    [userId, productId, crypto.randomUUID()],
  );
  await client.query(sql, [ids]);
  await client.query("COMMIT");
  client.release();
}
