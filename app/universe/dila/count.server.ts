import type pg from "pg";
import { type LoadCounts, NOTHING, type Tally } from "./load.ts";

type Row = {
  type: string | null;
  match: "matched" | "ambiguous" | "unmatched" | "refused";
  by: string | null;
};
type Counted = Row & { reason: string | null; count: number };

const NO_TYPE = "sans type";
const MAX_TYPES = 200;
const MAX_REASONS = 20;

/** Counts what is staged, and keeps it on the load. */
export async function countLoad(client: pg.ClientBase | pg.Pool, loadId: string): Promise<LoadCounts> {
  const { rows } = await client.query<Counted>(
    `SELECT "type", "match"::text, "by", "reason", count(*)::int AS "count" FROM "ReferenceRecord"
     WHERE "loadId" = $1 GROUP BY 1, 2, 3, 4 ORDER BY "count" DESC`,
    [loadId],
  );
  const counts = sumUp(rows);
  await client.query(
    `UPDATE "ReferenceLoad" SET "counts" = $2::jsonb || jsonb_build_object('applied',
       coalesce(("counts" ->> 'applied')::int, 0), 'circular', coalesce(("counts" ->> 'circular')::int, 0))
     WHERE "id" = $1`,
    [loadId, JSON.stringify(counts)],
  );
  return counts;
}

function sumUp(rows: Counted[]): LoadCounts {
  const whole = empty();
  const by: Record<string, number> = {};
  // Types and reasons come from the file: a map takes any name.
  const types = new Map<string, Tally>();
  const reasons = new Map<string, LoadCounts["reasons"][number]>();
  for (const { type, match, by: key, reason, count } of rows) {
    const name = type ?? NO_TYPE;
    if (!types.has(name) && types.size < MAX_TYPES) types.set(name, empty());
    for (const tally of [whole, types.get(name) ?? empty()]) {
      tally.read += count;
      tally[match] += count;
    }
    if (match === "matched" && key) by[key] = (by[key] ?? 0) + count;
    if (!reason || match === "matched" || key === "hand") continue;
    const said = reasons.get(`${match} ${reason}`) ?? { match, reason, count: 0 };
    reasons.set(`${match} ${reason}`, { ...said, count: said.count + count });
  }
  return {
    ...{ ...NOTHING, ...whole, by, byType: Object.fromEntries(types) },
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, MAX_REASONS),
  };
}

const empty = (): Tally => ({ read: 0, matched: 0, ambiguous: 0, unmatched: 0, refused: 0 });
