import type { InstitutionKind, RelationKind } from "#app/db/generated/enums.ts";

/** The shape of an institution says its family, its colour how far one is with it. */
export type Shape = "circle" | "square" | "diamond" | "triangle";

const STATE = new Set<InstitutionKind>([
  "ministry",
  "central_administration",
  "decentralised_service",
  "prefecture",
]);
const LOCAL = new Set<InstitutionKind>(["region", "departement", "epci", "commune"]);
const BODIES = new Set<InstitutionKind>(["agency", "social_security", "health"]);

export function shapeOf(kind: InstitutionKind): Shape {
  if (LOCAL.has(kind)) return "circle";
  if (STATE.has(kind)) return "square";
  return BODIES.has(kind) ? "diamond" : "triangle";
}

export const SHAPE_LABELS: Record<Shape, string> = {
  circle: "Collectivité",
  square: "État",
  diamond: "Opérateur, sécurité sociale, santé",
  triangle: "Chambre, réseau, autre",
};

/** Each shape within a circle of radius 1: as the canvas and the legend draw it. */
export const SHAPE_POINTS: Record<Exclude<Shape, "circle">, [x: number, y: number][]> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  diamond: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  triangle: [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
};

/** How a kind of link is drawn: dashes, width, and a word beside it. */
export type Stroke = { dash: number[]; width: number; word: string };

export const STROKES: Record<RelationKind, Stroke> = {
  oversight: { dash: [], width: 2.25, word: "tutelle" },
  membership: { dash: [], width: 1, word: "membre" },
  covers: { dash: [1.5, 4], width: 1.75, word: "ressort" },
  funds: { dash: [9, 4], width: 1.75, word: "finance" },
  prescribes: { dash: [9, 3, 1.5, 3], width: 1.75, word: "prescrit" },
  partners: { dash: [4, 4], width: 1.75, word: "partenaire" },
};

/** The colour of a stage's kind; of who is not in the pipeline, an outline. */
export const STAGE_VARIABLES = {
  open: "--text-default-info",
  won: "--text-default-success",
  dormant: "--text-mention-grey",
  lost: "--text-mention-grey",
} as const;
