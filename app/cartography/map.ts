import type { Stage } from "#app/db/generated/client.ts";
import { type Covered, coverPlaces, type Reached } from "./coverage.ts";

/** How far a product has come in a territory; furthest first. */
export const reaches = {
  active: "Déployé ou actif",
  volunteer: "Volontaire",
  meeting: "Rendez-vous",
  contacted: "Contacté",
  pipeline: "Dans le pipeline",
  none: "Aucun partenariat",
  stopped: "Pas maintenant, sans suite",
} as const;

export type Reach = keyof typeof reaches;
export type MapStage = Pick<Stage, "id" | "name" | "kind" | "milestone" | "position">;

export type Place = {
  code: string;
  name: string;
  population: number | null;
  departementCode: string | null;
  regionCode: string | null;
};

/** Partnerships of a territory at one stage (null: institutions met outside of the pipeline); null elsewhere. */
export type StageCount = {
  code: string | null;
  stageId: string | null;
  count: number;
  reach: number;
  last: string | null;
};

/** Institutions of the Cible in a territory, and those of them at Volontaire or past it. */
export type Aim = { code: string | null; target: number; won: number };

/** What the map and its table know of a territory. */
export type Cell = Place & {
  reach: Reach;
  /** The furthest stage's own name, null without a partnership. */
  stage: string | null;
  count: number;
  /** The users its partnerships may reach, and those of active ones. */
  users: number;
  activeUsers: number;
  /** The last exchange, as an ISO moment. */
  last: string | null;
  target: number;
  won: number;
  covered: Covered;
};

export type Rows = {
  places: Place[];
  counts: StageCount[];
  aims: Aim[];
  reached: Reached[];
  stages: MapStage[];
};

/** Each place with its furthest stage and its figures, whatever the order of the rows. */
export function cellsOf({ places, counts, aims, reached, stages }: Rows): Cell[] {
  const known = new Map(stages.map((stage) => [stage.id, stage]));
  const placed = Map.groupBy(counts, ({ code }) => code);
  const aimed = new Map(aims.map((aim) => [aim.code, aim]));
  const covered = coverPlaces(places, reached);
  return places.map((place): Cell => {
    const here = placed.get(place.code) ?? [];
    const partnerships = here.filter(({ stageId, count }) => stageId !== null && count > 0);
    const stage = partnerships
      .map(({ stageId }) => known.get(stageId!)!)
      .reduce<MapStage | null>((best, candidate) => (best ? further(best, candidate) : candidate), null);
    const active = partnerships.filter(({ stageId }) => reachOf(known.get(stageId!)!, stages) === "active");
    const { target = 0, won = 0 } = aimed.get(place.code) ?? {};
    return {
      ...place,
      ...{ reach: stage ? reachOf(stage, stages) : "none", stage: stage?.name ?? null },
      ...{ count: total(partnerships, "count"), users: total(partnerships, "reach") },
      activeUsers: total(active, "reach"),
      last:
        here
          .flatMap(({ last }) => last ?? [])
          .toSorted()
          .at(-1) ?? null,
      ...{ target, won, covered: covered.get(place.code)! },
    };
  });
}

/** Partnerships that no cell shows: ministries, national operators, other collectivities. */
export function countElsewhere(counts: StageCount[], cells: Cell[]): number {
  const all = counts.filter(({ stageId }) => stageId !== null);
  return total(all, "count") - total(cells, "count");
}

/**
 * The class of a stage. Stages are the product's own: one without a milestone (« Démonstration faite ») counts
 * as the last milestone passed before it among the stages of its kind.
 */
export function reachOf(stage: MapStage, stages: MapStage[]): Reach {
  if (stage.kind === "dormant" || stage.kind === "lost") return "stopped";
  const passed = stages
    .filter(({ kind, position, milestone }) => kind === stage.kind && position < stage.position && milestone)
    .sort((one, other) => one.position - other.position)
    .at(-1);
  const milestone = stage.milestone ?? passed?.milestone;
  if (milestone) return milestoneReach[milestone];
  return stage.kind === "won" ? "volunteer" : "pipeline";
}

const milestoneReach = {
  qualification: "pipeline",
  contact: "pipeline",
  contacted: "contacted",
  meeting: "meeting",
  volunteer: "volunteer",
  deployed: "active",
  active: "active",
  ambassador: "active",
} as const satisfies Record<NonNullable<MapStage["milestone"]>, Reach>;

/** Won is further than open, then by position; dormant and lost only where nothing else lives. */
function further(one: MapStage, other: MapStage): MapStage {
  const byKind = kindRank[one.kind] - kindRank[other.kind];
  return (byKind || one.position - other.position || (one.id < other.id ? 1 : -1)) > 0 ? one : other;
}

const kindRank = { won: 3, open: 2, dormant: 1, lost: 0 } as const satisfies Record<MapStage["kind"], number>;

function total<Key extends string>(rows: Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
