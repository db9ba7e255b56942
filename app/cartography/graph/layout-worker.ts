/** ForceAtlas2, away from the page: the package's own worker comes from a `blob:`, which the policy of the page refuses. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Layout } from "./layout.ts";

const ROUNDS = 24;
const STEPS = 20;

addEventListener("message", ({ data: { seeds, edges } }: MessageEvent<Layout>) => {
  const graph = new Graph({ multi: true });
  seeds.forEach(([x, y], node) => graph.addNode(node, { x, y }));
  for (const [from, to] of edges) graph.addEdge(from, to);
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    gravity: 0.6,
    scalingRatio: 12,
    linLogMode: seeds.length > 60,
  };
  for (let round = 1; round <= ROUNDS; round++) {
    forceAtlas2.assign(graph, { iterations: STEPS, settings });
    postMessage({ done: round === ROUNDS, at: graph.mapNodes((_, { x, y }) => [x, y]) });
  }
});
