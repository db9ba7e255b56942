import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { bothFilters, EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { epciThrough } from "#app/institutions/institution-fields.server.ts";
import { matching } from "#app/institutions/institutions.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { readTarget } from "#app/target/target.server.ts";
import type { Reached } from "./coverage.ts";
import type { Level } from "./levels.ts";
import { type Aim, type Cell, cellsOf, countElsewhere, type Place, reachOf, type StageCount } from "./map.ts";

export type Territories = { cells: Cell[]; partnerships: number; elsewhere: number; hasTarget: boolean };

/**
 * Where the product stands in each territory of a level: one query for its partnerships, one for the Cible, one for what
 * is covered, whatever the number of territories.
 * @throws {AppError} invalid, for a filter that cannot be compiled
 */
export async function readCoverage(
  actor: Actor,
  { level, filter = EVERYTHING, inTarget = false }: { level: Level; filter?: Filter; inTarget?: boolean },
): Promise<Territories> {
  const [stages, target] = await Promise.all([listStages(actor), readTarget(actor)]);
  const aimed = target ? bothFilters(filter, target) : null;
  const asked = inTarget && aimed ? aimed : filter;
  const equipped = stages.filter((stage) => reachOf(stage, stages) === "active").map(({ id }) => id);
  const [places, counts, aims, reached] = await Promise.all([
    readPlaces(level),
    countPartnerships(actor, level, asked),
    aimed ? countTarget(actor, level, aimed) : [],
    readReached(actor, asked, equipped),
  ]);
  const cells = cellsOf({ places, counts, aims, reached, stages });
  const elsewhere = countElsewhere(counts, cells);
  const partnerships = cells.reduce((sum, { count }) => sum + count, elsewhere);
  return { cells, partnerships, elsewhere, hasTarget: target !== null };
}

/** The territories of a level that the map draws: not the collectivities of the Pacific and of the Southern lands. */
function readPlaces(level: Level): Promise<Place[]> {
  const drawn = { region: "^R\\d{2}$", departement: "^(\\d{2}|2[AB]|97[12346])$", epci: "^\\d{9}$" }[level];
  return db.$queryRaw<Place[]>`
    SELECT "code", "name", "population", "departementCode", "regionCode" FROM "Territory"
    WHERE "kind" = ${level}::"TerritoryKind" AND "code" ~ ${drawn} ORDER BY "code"`;
}

const epci = epciThrough("cell");

const cellOf: Record<Level, Prisma.Sql> = {
  region: Prisma.sql`i."regionCode"`,
  departement: Prisma.sql`i."departementCode"`,
  epci: epci.sql,
};

const joinOf = (level: Level) => (level === "epci" ? epci.join : Prisma.empty);

async function countPartnerships(actor: Actor, level: Level, filter: Filter): Promise<StageCount[]> {
  const { from, where } = await matching(actor, { filter });
  return db.$queryRaw<StageCount[]>`
    SELECT ${cellOf[level]} AS "code", o."stageId", count(o."id")::int AS "count",
      coalesce(sum(o."reach"), 0)::int AS "reach",
      to_char(max(a."lastInteractionAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "last"
    FROM ${from} ${joinOf(level)}
    WHERE ${where} AND a."id" IS NOT NULL AND (o."id" IS NOT NULL OR a."lastInteractionAt" IS NOT NULL)
    GROUP BY 1, 2`;
}

async function countTarget(actor: Actor, level: Level, filter: Filter): Promise<Aim[]> {
  const { from, where } = await matching(actor, { filter });
  return db.$queryRaw<Aim[]>`
    SELECT ${cellOf[level]} AS "code", count(*)::int AS "target",
      count(*) FILTER (WHERE s."kind" = 'won')::int AS "won"
    FROM ${from} ${joinOf(level)} WHERE ${where} GROUP BY 1`;
}

/** The territories of what is won, and of what has been proved to be used in the last twelve months. */
async function readReached(actor: Actor, filter: Filter, equipped: string[]): Promise<Reached[]> {
  const { from, where } = await matching(actor, { filter });
  return db.$queryRaw<Reached[]>`
    SELECT place."code", place."kind"::text, place."population", place."epciCode", place."departementCode",
      place."regionCode", bool_or(s."kind" IS NOT DISTINCT FROM 'won') AS "enrolled",
      bool_or(coalesce(o."stageId" = ANY(${equipped}::uuid[]), FALSE)) AS "equipped",
      to_char(max(proof."date"), 'YYYY-MM-DD') AS "proof"
    FROM ${from}
    JOIN "Territory" place ON place."code" = i."territoryCode"
    LEFT JOIN (SELECT "institutionId", max("date") AS "date" FROM "UsageFact"
      WHERE "productId" = ${actor.productId}::uuid AND "value" > 0 AND "date" > now() - interval '1 year'
      GROUP BY 1) proof ON proof."institutionId" = i."id"
    WHERE ${where} AND (s."kind" = 'won' OR proof."date" IS NOT NULL)
    GROUP BY place."code"`;
}
