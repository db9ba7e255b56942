import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { withValues } from "#app/filters/filter-edit.ts";
import type { KeysetPage } from "#app/ui/keyset.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import type { Opportunity } from "./opportunity.ts";
import { countByStage, listOpportunities, pageOfOpportunities } from "./opportunities.server.ts";
import { readOpportunities } from "./read-opportunities.server.ts";
import { type PipelineStage, shapeOf } from "./stage.ts";
import { listStages } from "./stages.server.ts";

/** How many partnerships a stage shows before « Afficher n autres ». */
const SHOWN = 20;
/** What is to be done first comes first; what has no date, last. */
const SORT = "due";

export type StageGroup = PipelineStage & {
  shape: StageShape;
  /** How many of them have nothing planned. */
  lacking: number;
  page: KeysetPage<Opportunity>;
};

type Narrowing = { q?: string | undefined; filter: Filter };

/** The pipeline, stage by stage, each with its first partnerships. */
export async function readGroups(actor: Actor, narrowing: Narrowing): Promise<StageGroup[]> {
  const [stages, counts] = await Promise.all([listStages(actor), countByStage(actor, narrowing)]);
  const pages = new Map(
    await Promise.all(
      counts.map(async ({ stageId }) => {
        const page = await pageOfOpportunities(actor, {
          ...narrowing,
          stage: stageId,
          sort: SORT,
          limit: SHOWN,
        });
        return [stageId, page] as const;
      }),
    ),
  );
  const ids = [...pages.values()].flatMap((page) => page.ids);
  const rows = Map.groupBy(await readOpportunities(db, actor, ids), ({ stageId }) => stageId);
  const counted = new Map(counts.map((count) => [count.stageId, count]));
  return stages.map((stage) => ({
    ...stage,
    shape: shapeOf(stage, stages),
    lacking: counted.get(stage.id)?.lacking ?? 0,
    page: {
      rows: rows.get(stage.id) ?? [],
      total: counted.get(stage.id)?.count ?? 0,
      nextCursor: pages.get(stage.id)?.nextCursor ?? null,
    },
  }));
}

/** What follows in one stage, from where a page ended. */
export async function readStagePage(
  actor: Actor,
  stage: string,
  narrowing: Narrowing,
  cursor: string | null,
): Promise<KeysetPage<Opportunity>> {
  const { items, nextCursor, total } = await listOpportunities(actor, {
    ...{ ...narrowing, stage, cursor, sort: SORT, limit: SHOWN },
  });
  return { rows: items, nextCursor, total };
}

/** What the head counts: everything, whatever is toggled there. */
export async function readTotals(actor: Actor, { q, filter }: Narrowing) {
  const untoggled = withValues(withValues(filter, "lacksNextAction", []), "late", []);
  const [shown, all] = await Promise.all([
    countByStage(actor, { q, filter: untoggled }),
    countByStage(actor),
  ]);
  const sum = (counts: typeof all, of: "count" | "lacking" | "late") =>
    counts.reduce((total, count) => total + count[of], 0);
  return { all: sum(all, "count"), lacking: sum(shown, "lacking"), late: sum(shown, "late") };
}
