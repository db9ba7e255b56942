import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { bothFilters, type Filter, filterParam } from "#app/filters/filter.ts";
import { matching } from "#app/institutions/institutions.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { shapeOf } from "#app/pipeline/stage.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import type { Level } from "./levels.ts";

const SHOWN = 4;

export type Partnership = {
  id: string;
  institutionId: string;
  name: string;
  stage: StageShape;
  nextAction: string | null;
  nextActionOn: string | null;
};

export type Selected = {
  /** The institutions of these territories under the map's filter, as lists and audiences take it. */
  filter: string;
  institutions: number;
  /** Those that are in the pipeline. */
  already: number;
  /** The furthest partnerships, then those whose action is due first. */
  partnerships: Partnership[];
};

/**
 * What is behind the territories chosen on the map.
 * @throws {AppError} invalid, for a filter that cannot be compiled
 */
export async function readSelected(actor: Actor, asked: Asked): Promise<Selected | null> {
  if (asked.codes.length === 0) return null;
  const filter = selectionFilter(asked);
  const { from, where } = await matching(actor, { filter });
  const { productId } = actor;
  const [stages, [counts], rows] = await Promise.all([
    listStages(actor),
    db.$queryRaw<[Pick<Selected, "institutions" | "already">]>`
      SELECT count(*)::int AS "institutions", count(o."id")::int AS "already" FROM ${from} WHERE ${where}`,
    db.$queryRaw<(Omit<Partnership, "stage"> & { stageId: string })[]>`
      SELECT o."id", i."id" AS "institutionId", i."name", o."stageId", next."title" AS "nextAction",
        to_char(next."dueOn", 'YYYY-MM-DD') AS "nextActionOn"
      FROM ${from}
      LEFT JOIN "Task" next ON next."opportunityId" = o."id" AND next."doneAt" IS NULL
      WHERE ${where} AND o."productId" = ${productId}::uuid
      ORDER BY array_position(ARRAY['won', 'open', 'dormant', 'lost'], s."kind"::text), s."position" DESC,
        next."dueOn" NULLS LAST, i."name", i."id"
      LIMIT ${SHOWN}`,
  ]);
  const shapes = new Map(stages.map((stage) => [stage.id, shapeOf(stage, stages)]));
  const partnerships = rows.map(({ stageId, ...row }) => ({ ...row, stage: shapes.get(stageId)! }));
  return { filter: filterParam(filter)!, ...counts, partnerships };
}

type Asked = { level: Level; codes: string[]; filter: Filter; inTarget: boolean };

/** Each part keeps its own name in the address: the Cible is the one of the day the link is followed. */
function selectionFilter({ level, codes, filter, inTarget }: Asked): Filter {
  const here = bothFilters({ field: level, op: "is", value: codes }, filter);
  return inTarget ? bothFilters(here, { field: "inTarget", op: "is", value: true }) : here;
}
