import type { InstitutionKind, RelationKind } from "#app/db/generated/enums.ts";
import type { Way } from "#app/institutions/relation.ts";
import { RELATION_KINDS, RELATION_WORDS } from "#app/institutions/relation.ts";
import { kindLabel, kindsLabel } from "#app/institutions/kinds.ts";
import { formatNumber } from "#app/ui/format.ts";
import type { StageShape } from "#app/ui/stage.tsx";

/** A drawing of more than this is a ball of wool. */
export const MAX_NODES = 400;

export type GraphNode = {
  id: string;
  name: string;
  kind: InstitutionKind;
  /** « Hérault (34) » */
  place: string;
  /** 0: the institution the graph is of. */
  hop: number;
  stage: StageShape | null;
  nextAction: { title: string; dueOn: Date | null } | null;
  lacksNextAction: boolean;
};

export type GraphEdge = {
  id: string;
  from: string;
  to: string;
  kind: RelationKind;
  /** The product's own, which it may date and remove. */
  own: boolean;
  validFrom: Date | null;
  validTo: Date | null;
  /** Ended. */
  past: boolean;
  source: string;
  vintage: string;
  confidence: number;
};

/** Institutions that are linked and not drawn, by kind. */
export type LeftOut = { kind: InstitutionKind; count: number };

export type Graph = { focus: string; nodes: GraphNode[]; edges: GraphEdge[]; leftOut: LeftOut[] };

/** Someone met when going from one institution to the next, in the order they matter within their group. */
export type Met = { id: string; group: string };

/**
 * As many of each group as there is room for: one of each in turn, so that three hundred communes do not hide the one
 * ministry.
 * @param met the best of each group first
 */
export function shareRoom(met: Met[], room: number): string[] {
  const groups = [...Map.groupBy(met, ({ group }) => group).values()];
  const kept = new Set<string>();
  for (let turn = 0; kept.size < room && groups.some((group) => group.length > turn); turn++)
    for (const group of groups) if (group[turn] && kept.size < room) kept.add(group[turn]!.id);
  return [...kept];
}

/** « 312 communes et 4 préfectures ne sont pas dessinées » */
export function sayLeftOut(leftOut: LeftOut[]): string | null {
  const parts = leftOut
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ kind, count }) =>
        `${formatNumber(count)} ${(count < 2 ? kindLabel(kind) : kindsLabel(kind)).toLowerCase()}`,
    );
  if (parts.length === 0) return null;
  const total = leftOut.reduce((sum, { count }) => sum + count, 0);
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} et ${parts.at(-1)}` : parts[0];
  return `${list} ${total < 2 ? "n’est pas dessinée" : "ne sont pas dessinées"}, pour que le dessin reste lisible (${MAX_NODES} institutions au plus).`;
}

/** A neighbour as the tree tells it: which link, seen from the one above it. */
export type Branch = { node: GraphNode; edge: GraphEdge; way: Way };
export type Group = { kind: RelationKind; way: Way; label: string; branches: Branch[] };

/** The links of one institution of the graph, by kind and way, as they read from it; partners are equal. */
export function linksOf(graph: Pick<Graph, "nodes" | "edges">, id: string): Group[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const branches = graph.edges.flatMap((edge): (Branch & { kind: RelationKind })[] => {
    if (edge.from !== id && edge.to !== id) return [];
    const node = nodes.get(edge.from === id ? edge.to : edge.from);
    const way: Way = edge.from === id || edge.kind === "partners" ? "outgoing" : "incoming";
    return node ? [{ node, edge, way, kind: edge.kind }] : [];
  });
  return RELATION_KINDS.flatMap((kind) =>
    (["outgoing", "incoming"] as const).flatMap((way) => {
      const those = branches
        .filter((branch) => branch.kind === kind && branch.way === way)
        .sort((a, b) => a.node.name.localeCompare(b.node.name, "fr"));
      return those.length > 0 ? [{ kind, way, label: RELATION_WORDS[kind][way], branches: those }] : [];
    }),
  );
}

/** What is said when an institution of the graph takes the focus. */
export function sayNode(graph: Pick<Graph, "nodes" | "edges">, id: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  if (!node) return "";
  const links = linksOf(graph, id).map(
    ({ label, branches }) =>
      `${label.toLowerCase()} ${branches.length === 1 ? branches[0]!.node.name : `${formatNumber(branches.length)} institutions`}`,
  );
  const about = [kindLabel(node.kind), node.place, node.stage && `étape ${node.stage.name}`].filter(Boolean);
  const said = links.length > 0 ? `Liens\u00A0: ${links.join("\u00A0; ")}.` : "Aucun lien dessiné.";
  return `${node.name}, ${about.join(", ")}. ${said}`;
}

/** Where everyone stands before the layout has run: the one in the middle, each hop a circle, always the same. */
export function seedPositions(nodes: Pick<GraphNode, "id" | "hop">[]): Map<string, { x: number; y: number }> {
  const rings = Map.groupBy(nodes, ({ hop }) => hop);
  return new Map(
    [...rings].flatMap(([hop, ring]) =>
      ring.map(({ id }, index): [string, { x: number; y: number }] => {
        const angle = (2 * Math.PI * index) / ring.length + hop / 2;
        return [id, { x: Math.cos(angle) * hop * 10, y: Math.sin(angle) * hop * 10 }];
      }),
    ),
  );
}
