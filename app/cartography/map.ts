import type { Stage } from "#app/db/generated/client.ts";
import { plural } from "#app/ui/format.ts";
import { contours } from "./contours.ts";

/** How far a product has come in a département, each with a pattern of its own; furthest first. */
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

/** How many partnerships stand at a stage in a département; null where the institution has none. */
export type StageCount = { departementCode: string | null; stageId: string; count: number };

export type MapDepartement = {
  code: string;
  name: string;
  reach: Reach;
  /** The furthest stage's own name, null without a partnership. */
  stage: string | null;
  count: number;
  /** « Hérault (34) : Rendez-vous, 3 partenariats » */
  label: string;
};

export type Choropleth = {
  departements: MapDepartement[];
  legend: { reach: Reach; label: string; count: number }[];
  /** Partnerships that no département shows: ministries, national operators, other collectivities. */
  elsewhere: number;
};

/** Gives each of the 101 départements the class of its furthest stage, whatever the order of the rows. */
export function choropleth(rows: StageCount[], stages: MapStage[]): Choropleth {
  const known = new Map(stages.map((stage) => [stage.id, stage]));
  const placed = Map.groupBy(
    rows.filter(({ count }) => count > 0),
    ({ departementCode }) => departementCode,
  );
  const departements = contours.map(({ code, name }): MapDepartement => {
    const here = placed.get(code) ?? [];
    const stage = here
      .map(({ stageId }) => known.get(stageId)!)
      .reduce<MapStage | null>((best, candidate) => (best ? further(best, candidate) : candidate), null);
    const count = total(here);
    return {
      code,
      name,
      reach: stage ? reachOf(stage, stages) : "none",
      stage: stage?.name ?? null,
      count,
      label: `${name} (${code})\u00A0: ${stage ? `${stage.name}, ${plural(count, "partenariat")}` : "aucun partenariat"}`,
    };
  });
  return {
    departements,
    legend: Object.entries(reaches).map(([reach, label]) => ({
      reach: reach as Reach,
      label,
      count: departements.filter((departement) => departement.reach === reach).length,
    })),
    elsewhere: total(rows) - total(departements),
  };
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

function total(rows: { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
