import { db } from "#app/db/db.server.ts";
import { readSearch } from "#app/search/query.ts";

export type TerritoryChoice = { code: string; label: string };

/** Territories whose name or code begins so, « Lunel (34145) », the most populated first. At most ten. */
export async function suggestTerritories(q: string | null): Promise<TerritoryChoice[]> {
  const query = readSearch(q);
  if (!query) return [];
  // Through their institutions, which are searched already: a commune is found by its town hall.
  const rows = await db.$queryRaw<{ code: string; name: string }[]>`
    SELECT DISTINCT ON (t."population", t."code") t."code", t."name"
    FROM "Institution" i JOIN "Territory" t ON t."code" = i."territoryCode"
    WHERE i."productId" IS NULL AND i."kind" IN ('commune', 'epci', 'departement', 'region')
      AND i."search" @@ to_tsquery('simple', ${query.prefixes})
    ORDER BY t."population" DESC NULLS LAST, t."code" LIMIT 10`;
  return rows.map(({ code, name }) => ({ code, label: `${name} (${code})` }));
}
