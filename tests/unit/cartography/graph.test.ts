import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Graph,
  type GraphEdge,
  type GraphNode,
  linksOf,
  sayLeftOut,
  sayNode,
  seedPositions,
  shareRoom,
} from "#app/cartography/graph/graph.ts";
import { graphParams, readGraphParams } from "#app/cartography/graph/graph-url.ts";
import { layoutOf } from "#app/cartography/graph/layout.ts";
import { firstOpen, pathTo, treeRows } from "#app/cartography/graph/tree.ts";
import { RELATION_KINDS } from "#app/institutions/relation.ts";

const node = (id: string, hop: number): GraphNode => ({
  ...{
    id,
    hop,
    name: id.toUpperCase(),
    kind: "commune",
    place: "",
    stage: null,
    nextAction: null,
    lacksNextAction: false,
  },
});
const edge = (from: string, to: string, kind: GraphEdge["kind"] = "oversight"): GraphEdge => ({
  ...{ id: `${from}${to}${kind}`, from, to, kind, own: false, validFrom: null, validTo: null, past: false },
  ...{ source: "COG", vintage: "2026", confidence: 100 },
});
const graph: Graph = {
  focus: "a",
  nodes: [node("a", 0), node("b", 1), node("c", 1), node("d", 2)],
  edges: [edge("a", "b"), edge("c", "a", "membership"), edge("b", "d"), edge("c", "b", "partners")],
  leftOut: [],
};

test("a group never takes the room of another: one of each in turn", () => {
  const met = [
    ...Array.from({ length: 300 }, (_, n) => ({ id: `c${n}`, group: "communes" })),
    { id: "m", group: "ministère" },
    { id: "p", group: "préfecture" },
  ];
  expect(shareRoom(met, 10)).toEqual(expect.arrayContaining(["m", "p", "c0", "c7"]));
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.nat(30).map(String), group: fc.constantFrom("x", "y", "z") })),
      fc.nat(20),
      (some, room) => {
        const kept = shareRoom(some, room);
        const all = new Set(some.map(({ id }) => id));
        expect(kept.length).toBe(Math.min(room, all.size));
        expect(new Set(kept).size).toBe(kept.length);
      },
    ),
  );
});

test("the tree says every link of the one in the middle, then those beyond, never back the way one came", () => {
  const open = firstOpen(graph);
  const shown = (rows: ReturnType<typeof treeRows>) =>
    rows.map((row) => `${row.level} ${"group" in row ? row.group.label : row.branch.node.name}`);
  expect(shown(treeRows(graph, open))).toEqual(["1 Sous la tutelle de", "2 B", "1 A pour membres", "2 C"]);
  const path = pathTo(graph, "d")!;
  const deeper = treeRows(graph, new Set([...open, ...path.open]));
  expect(shown(deeper)).toEqual([
    ...["1 Sous la tutelle de", "2 B", "3 Sous la tutelle de", "4 D", "3 Partenaire de"],
    ...["1 A pour membres", "2 C"],
  ]);
  expect(deeper.find(({ key }) => key === path.key)).toMatchObject({ level: 4, place: 1, siblings: 1 });
});

test("two institutions linked as partners from each side have two rows, each its own", () => {
  const twice = { ...graph, edges: [...graph.edges, edge("b", "c", "partners")] };
  const { open } = pathTo(twice, "d")!;
  const rows = treeRows(twice, new Set([...open, `${open[1]}/partners.outgoing`]));
  expect(rows.filter((row) => "branch" in row && row.level === 4 && row.branch.node.id === "c")).toHaveLength(
    2,
  );
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test("every institution drawn has its row, and each key is one row's", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom(...RELATION_KINDS)),
        {
          selector: (link) => link.join(),
          maxLength: 12,
        },
      ),
      (links) => {
        const edges = links.flatMap(([from, to, kind]) => (from === to ? [] : [edge(from, to, kind)]));
        const near = new Set(
          edges.flatMap(({ from, to }) => (from === "a" ? [to] : to === "a" ? [from] : [])),
        );
        const far = new Set(
          edges.flatMap(({ from, to }) => (near.has(from) ? [to] : near.has(to) ? [from] : [])),
        );
        const nodes = [node("a", 0), ...[...near].map((id) => node(id, 1))];
        for (const id of far) if (!nodes.some((one) => one.id === id)) nodes.push(node(id, 2));
        const drawn: Graph = { focus: "a", nodes, edges, leftOut: [] };
        for (const { id } of nodes.slice(1)) {
          const path = pathTo(drawn, id)!;
          const rows = treeRows(drawn, new Set(path.open));
          expect(rows.filter(({ key }) => key === path.key)).toMatchObject([{ branch: { node: { id } } }]);
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        }
      },
    ),
  );
});

test("what takes the focus is said in a sentence, and what is not drawn is said by kind", () => {
  expect(sayNode(graph, "a")).toBe("A, Commune. Liens\u00A0: sous la tutelle de B\u00A0; a pour membres C.");
  expect(linksOf(graph, "b").map(({ label }) => label)).toEqual([
    "Sous la tutelle de",
    "A la tutelle de",
    "Partenaire de",
  ]);
  expect(sayLeftOut([])).toBeNull();
  expect(
    sayLeftOut([
      { kind: "prefecture", count: 1 },
      { kind: "commune", count: 1312 },
    ]),
  ).toContain("1\u00A0312 communes et 1 préfecture ne sont pas dessinées");
});

test("the layout starts from the same places each time, and the address says the view", () => {
  const seeds = seedPositions(graph.nodes);
  expect(seeds.get("a")).toEqual({ x: 0, y: 0 });
  expect(layoutOf(graph)).toEqual(layoutOf(graph));
  expect(layoutOf(graph).edges).toEqual([
    [0, 1],
    [2, 0],
    [1, 3],
    [2, 1],
  ]);
  const asked = { hops: 2, kinds: ["oversight", "partners"], past: true } as const;
  expect(readGraphParams(new URLSearchParams(graphParams({ ...asked, kinds: [...asked.kinds] })))).toEqual(
    asked,
  );
  expect(readGraphParams(new URLSearchParams("portee=9&lien=nothing"))).toEqual({
    hops: 1,
    kinds: [],
    past: false,
  });
});
