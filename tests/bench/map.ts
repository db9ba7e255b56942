import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { packCells } from "#app/cartography/cell-wire.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import type { Level } from "#app/cartography/levels.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

/** Gzipped bytes of what the map of the EPCI loads: outlines and figures. */
export const MAP_LIMIT = 130_000;

/** The figures of the map at each level against the same aggregates in hand-written SQL, with a Cible of a third. */
export async function benchMap(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  await pool.query(`INSERT INTO "Target" ("productId", "filter") VALUES ($1, $2)`, [
    actor.productId,
    JSON.stringify({ field: "kind", op: "is", value: ["commune", "epci"] }),
  ]);
  const rows: BenchRow[] = [];
  for (const level of ["region", "departement", "epci"] as const)
    rows.push(
      await compare(`map by ${level}`, 2, () => readCoverage(actor, { level }), raw(pool, actor, level)),
    );
  return rows;
}

export async function weighMap(actor: Actor): Promise<{ outlines: number; figures: number }> {
  const { cells } = await readCoverage(actor, { level: "epci" });
  return {
    outlines: gzipSync(readFileSync("app/cartography/geometry/epci.topo.json")).length,
    figures: gzipSync(JSON.stringify(packCells(cells))).length,
  };
}

const CELL: Record<Level, string> = {
  region: `i."regionCode"`,
  departement: `i."departementCode"`,
  epci: `CASE place."kind" WHEN 'epci' THEN place."code" ELSE place."epciCode" END`,
};

function raw(pool: pg.Pool, { productId }: Actor, level: Level): () => Promise<unknown> {
  const place = level === "epci" ? `LEFT JOIN "Territory" place ON place."code" = i."territoryCode"` : "";
  const seen = `(i."productId" IS NULL OR i."productId" = $1)`;
  const queries = [
    `SELECT ${CELL[level]}, o."stageId", count(o."id"), sum(o."reach"), max(a."lastInteractionAt")
     FROM "Account" a JOIN "Institution" i ON i."id" = a."institutionId" ${place}
     LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1
     WHERE a."productId" = $1 AND ${seen} AND (o."id" IS NOT NULL OR a."lastInteractionAt" IS NOT NULL)
     GROUP BY 1, 2`,
    `SELECT ${CELL[level]}, count(*), count(*) FILTER (WHERE s."kind" = 'won')
     FROM "Institution" i ${place}
     LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1
     LEFT JOIN "Stage" s ON s."id" = o."stageId"
     WHERE ${seen} AND i."kind" IN ('commune', 'epci') GROUP BY 1`,
    `SELECT p."code", p."kind", p."population", p."epciCode", p."departementCode", p."regionCode",
       bool_or(s."kind" = 'won'), bool_or(s."milestone" IN ('deployed', 'active', 'ambassador')), max(u."date")
     FROM "Institution" i JOIN "Territory" p ON p."code" = i."territoryCode"
     LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1
     LEFT JOIN "Stage" s ON s."id" = o."stageId"
     LEFT JOIN (SELECT "institutionId", max("date") AS "date" FROM "UsageFact"
       WHERE "productId" = $1 AND "date" > now() - interval '1 year' GROUP BY 1) u ON u."institutionId" = i."id"
     WHERE ${seen} AND (s."kind" = 'won' OR u."date" IS NOT NULL) GROUP BY p."code"`,
  ];
  const names = `SELECT "code", "name", "population", "departementCode", "regionCode" FROM "Territory"
    WHERE "kind" = '${level}' ORDER BY "code"`;
  return () => Promise.all([...queries.map((query) => pool.query(query, [productId])), pool.query(names)]);
}
