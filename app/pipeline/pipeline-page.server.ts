import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { withValues } from "#app/filters/filter-edit.ts";
import type { KeysetPage } from "#app/ui/keyset.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import type { Opportunity } from "./opportunity.ts";
import {
  BY_URGENCY,
  countByStage,
  type FirstPage,
  firstPages,
  listOpportunities,
} from "./opportunities.server.ts";
import { readOpportunities } from "./read-opportunities.server.ts";
import { type PipelineStage, shapeOf } from "./stage.ts";
import { listStages } from "./stages.server.ts";

/** How many partnerships a stage shows before « Afficher n autres ». */
const SHOWN = 20;
export type StageGroup = PipelineStage & {
  shape: StageShape;
  /** How many of them have nothing planned. */
  lacking: number;
  page: KeysetPage<Opportunity>;
};

type Narrowing = { q?: string | undefined; filter: Filter };

/** The pipeline, stage by stage, each with its first partnerships; and what the head counts. */
export async function readPipeline(actor: Actor, narrowing: Narrowing) {
  const pages = firstPages(actor, narrowing, SHOWN);
  const [groups, totals] = await Promise.all([readGroups(actor, pages), readTotals(actor, narrowing, pages)]);
  return { groups, totals };
}

async function readGroups(actor: Actor, reading: Promise<FirstPage[]>): Promise<StageGroup[]> {
  const [stages, pages] = await Promise.all([listStages(actor), reading]);
  const ids = pages.flatMap((page) => page.ids);
  const rows = Map.groupBy(await readOpportunities(db, actor, ids), ({ stageId }) => stageId);
  const paged = new Map(pages.map((page) => [page.stageId, page]));
  return stages.map((stage) => ({
    ...stage,
    shape: shapeOf(stage, stages),
    lacking: paged.get(stage.id)?.lacking ?? 0,
    page: {
      rows: rows.get(stage.id) ?? [],
      total: paged.get(stage.id)?.count ?? 0,
      nextCursor: paged.get(stage.id)?.nextCursor ?? null,
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
    ...{ ...narrowing, stage, cursor, sort: BY_URGENCY, limit: SHOWN },
  });
  return { rows: items, nextCursor, total };
}

/** What the head counts: everything, whatever is toggled there. */
async function readTotals(actor: Actor, { q, filter }: Narrowing, reading: Promise<FirstPage[]>) {
  const untoggled = withValues(withValues(filter, "lacksNextAction", []), "late", []);
  const same = JSON.stringify(untoggled) === JSON.stringify(filter);
  const whole = !q && JSON.stringify(filter) === JSON.stringify(EVERYTHING);
  const [shown, counted] = await Promise.all([
    same ? reading : countByStage(actor, { q, filter: untoggled }),
    whole ? undefined : db.opportunity.count({ where: { productId: actor.productId } }),
  ]);
  const all = counted ?? shown.reduce((total, { count }) => total + count, 0);
  const sum = (of: "lacking" | "late") => shown.reduce((total, count) => total + count[of], 0);
  return { all, lacking: sum("lacking"), late: sum("late") };
}
