import type { Actor } from "#app/auth/actor.ts";
import { prepared } from "#app/db/read.server.ts";
import type { CampaignHit } from "./palette-hits.ts";
import type { SearchQuery } from "./query.ts";

/** A product has few campaigns: each word anywhere in the name is enough. */
export async function findCampaigns(
  { productId }: Pick<Actor, "productId">,
  { folded }: SearchQuery,
  limit: number,
): Promise<{ items: CampaignHit[]; total: number }> {
  const { rows } = await prepared<CampaignHit & { total: number }>(
    `SELECT "id", "name", "state", count(*) OVER ()::int AS "total" FROM "Campaign"
     WHERE "productId" = (SELECT $1::uuid) AND "kind" = 'sequence' AND f_fold("name") LIKE ALL (ARRAY(SELECT unnest($2::text[]))) ORDER BY "createdAt" DESC LIMIT (SELECT $3::int)`,
    [productId, folded.split(" ").map((word) => `%${word}%`), limit],
  );
  return { items: rows.map(({ id, name, state }) => ({ id, name, state })), total: rows[0]?.total ?? 0 };
}
