import type { Actor } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { shapeOf } from "#app/pipeline/stage.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import { type Choropleth, choropleth, type MapDepartement, type StageCount } from "./map.ts";

export type CoverageRow = MapDepartement & { shape: StageShape | null; lastInteractionAt: Date | null };
export type Coverage = { choropleth: Choropleth; rows: CoverageRow[]; opportunities: number };

/** Where the product stands in each of the 101 départements: the map's classes and the table's rows, from one query. */
export async function readCoverage(actor: Actor): Promise<Coverage> {
  const [stages, counted] = await Promise.all([listStages(actor), countByDepartement(actor)]);
  const map = choropleth(counted, stages);
  const shapes = new Map(stages.map((stage) => [stage.name, shapeOf(stage, stages)]));
  const last = new Map<string, Date>();
  for (const { departementCode, lastInteractionAt } of counted) {
    if (!departementCode || !lastInteractionAt) continue;
    if (lastInteractionAt > (last.get(departementCode) ?? new Date(0)))
      last.set(departementCode, lastInteractionAt);
  }
  return {
    choropleth: map,
    rows: map.departements.map((departement) => ({
      ...departement,
      shape: departement.stage === null ? null : shapes.get(departement.stage)!,
      lastInteractionAt: last.get(departement.code) ?? null,
    })),
    opportunities: counted.reduce((sum, { count }) => sum + count, 0),
  };
}

async function countByDepartement(
  actor: Actor,
): Promise<(StageCount & { lastInteractionAt: Date | null })[]> {
  const { rows } = await pool.query<StageCount & { lastInteractionAt: Date | null }>(
    `SELECT i."departementCode", o."stageId", count(*)::int AS "count", max(a."lastInteractionAt") AS "lastInteractionAt"
     FROM "Opportunity" o
     JOIN "Institution" i ON i."id" = o."institutionId"
     LEFT JOIN "Account" a ON a."productId" = o."productId" AND a."institutionId" = o."institutionId"
     WHERE o."productId" = $1
     GROUP BY 1, 2`,
    [actor.productId],
  );
  return rows;
}
