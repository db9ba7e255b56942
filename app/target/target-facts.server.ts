import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { institutionFields } from "#app/institutions/institution-fields.server.ts";
import { matching } from "#app/institutions/institutions.server.ts";
import { type Extent, type GroupKey, groupOf, placeFilter } from "./target-choice.ts";

export type TargetFacts = {
  count: number;
  /** Those with an address to write to: their own, or a contact's who does not object. */
  reachable: number;
  /** Already in the pipeline. */
  onBoard: number;
  /** Inhabitants of the communes they serve, each counted once. */
  population: number;
  /** How many in each département that has some. */
  departements: Record<string, number>;
};

/** What this filter would aim at. */
export async function readTargetFacts(actor: Actor, filter: Filter): Promise<TargetFacts> {
  const { from, where } = await matching(actor, { filter });
  const { productId } = actor;
  const [rows, [served]] = await Promise.all([
    db.$queryRaw<Counted[]>`
      SELECT i."departementCode" AS "departement", count(*)::int AS "count",
        count(*) FILTER (WHERE o."id" IS NOT NULL)::int AS "onBoard",
        count(*) FILTER (WHERE coalesce(${institutionFields.email.sql}, '') <> '' OR i."id" IN (
          SELECT p."institutionId" FROM "Position" p
          JOIN "Contact" c ON c."id" = p."contactId" AND c."opposedAt" IS NULL AND c."mergedIntoId" IS NULL
          JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."validTo" IS NULL
          WHERE p."productId" = ${productId}::uuid AND p."validTo" IS NULL))::int AS "reachable"
      FROM ${from} WHERE ${where} GROUP BY 1`,
    db.$queryRaw<{ population: number }[]>`
      WITH aimed AS MATERIALIZED (SELECT DISTINCT i."territoryCode" AS "code" FROM ${from}
        WHERE ${where} AND i."territoryCode" IS NOT NULL)
      SELECT coalesce(sum(c."population"), 0)::float8 AS "population" FROM "Territory" c
      WHERE c."kind" = 'commune' AND (c."code" IN (SELECT "code" FROM aimed) OR c."epciCode" IN (SELECT "code" FROM aimed)
        OR c."departementCode" IN (SELECT "code" FROM aimed) OR c."regionCode" IN (SELECT "code" FROM aimed))`,
  ]);
  const total = (of: "count" | "onBoard" | "reachable") => rows.reduce((sum, row) => sum + row[of], 0);
  const placed = rows.filter((row): row is Counted & { departement: string } => row.departement !== null);
  return {
    ...{ count: total("count"), reachable: total("reachable"), onBoard: total("onBoard") },
    population: served?.population ?? 0,
    departements: Object.fromEntries(placed.map(({ departement, count }) => [departement, count])),
  };
}

type Counted = { departement: string | null; count: number; onBoard: number; reachable: number };

/** How many institutions of each type there are in this territory (everywhere, until it is said), as far as the universe has come. */
export async function countGroups(
  actor: Actor,
  extent: Extent,
  places: string[],
): Promise<Partial<Record<GroupKey, number>>> {
  const everywhere = extent === "france" || (extent !== "metropole" && places.length === 0);
  const filter = everywhere ? EVERYTHING : placeFilter(extent, places)!;
  const { from, where } = await matching(actor, { filter });
  const rows = await db.$queryRaw<{ kind: InstitutionKind; category: string | null; count: number }[]>`
    SELECT i."kind", i."category", count(*)::int AS "count" FROM ${from} WHERE ${where} GROUP BY 1, 2`;
  const counts: Partial<Record<GroupKey, number>> = {};
  for (const row of rows) counts[groupOf(row)] = (counts[groupOf(row)] ?? 0) + row.count;
  return counts;
}
