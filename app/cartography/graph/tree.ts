import type { Branch, Graph, Group } from "./graph.ts";
import { linksOf } from "./graph.ts";

/** A row of the treegrid: a kind of link, or an institution at its end. */
export type TreeRow = {
  /** Of this row among all, stable while rows open and close. */
  key: string;
  level: number;
  parent: string | null;
  place: number;
  siblings: number;
  /** Undefined: nothing under it. */
  open: boolean | undefined;
} & ({ group: Group } | { branch: Branch; label: string });

/** Beyond, a row would be drawn that nobody reads; the count says so. */
const MOST = 400;

/** The rows that show, given those that are open: kinds of links, institutions, then theirs. */
export function treeRows(graph: Graph, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  walk(graph, graph.focus, null, 1, new Set([graph.focus]), open, rows);
  return rows;
}

/** Open at first: the kinds of links of the institution itself. */
export function firstOpen(graph: Graph): Set<string> {
  return new Set(linksOf(graph, graph.focus).map((group) => groupKey(null, group)));
}

/** The first row of an institution, shown or not, with the rows to open so that it is. */
export function pathTo(graph: Graph, id: string): { key: string; open: string[] } | null {
  for (const group of linksOf(graph, graph.focus)) {
    const first = groupKey(null, group);
    for (const { node, edge } of group.branches) {
      const key = branchKey(first, edge.id);
      if (node.id === id) return { key, open: [first] };
      if (node.hop !== 1) continue;
      for (const below of linksOf(graph, node.id)) {
        const second = groupKey(key, below);
        const end = below.branches.find((branch) => branch.node.id === id && id !== graph.focus);
        if (end) return { key: branchKey(second, end.edge.id), open: [first, key, second] };
      }
    }
  }
  return null;
}

function walk(
  graph: Graph,
  id: string,
  parent: string | null,
  level: number,
  above: ReadonlySet<string>,
  open: ReadonlySet<string>,
  rows: TreeRow[],
): void {
  const groups = groupsUnder(graph, id, above);
  groups.forEach((group, index) => {
    const key = groupKey(parent, group);
    const place = { level, parent, place: index + 1, siblings: groups.length };
    rows.push({ key, ...place, open: open.has(key), group });
    if (!open.has(key)) return;
    group.branches.slice(0, MOST).forEach((branch, at) => {
      const own = branchKey(key, branch.edge.id);
      const deeper =
        level < 3 && groupsUnder(graph, branch.node.id, new Set([...above, branch.node.id])).length > 0;
      rows.push({
        ...{ key: own, level: level + 1, parent: key, place: at + 1, siblings: group.branches.length },
        ...{ open: deeper ? open.has(own) : undefined, branch, label: group.label },
      });
      if (deeper && open.has(own))
        walk(graph, branch.node.id, own, level + 2, new Set([...above, branch.node.id]), open, rows);
    });
  });
}

/** One does not go back up the way one came. */
function groupsUnder(graph: Graph, id: string, above: ReadonlySet<string>): Group[] {
  return linksOf(graph, id).flatMap((group) => {
    const branches = group.branches.filter(({ node }) => !above.has(node.id));
    return branches.length > 0 ? [{ ...group, branches }] : [];
  });
}

const groupKey = (parent: string | null, { kind, way }: Group) => `${parent ?? ""}/${kind}.${way}`;
/** Of the link, since two institutions may be partners twice, each at the word of the other. */
const branchKey = (group: string, edge: string) => `${group}/${edge}`;
