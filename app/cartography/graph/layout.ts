import type { Graph } from "./graph.ts";
import { seedPositions } from "./graph.ts";

type Point = [x: number, y: number];

/** What the worker is told: where each node starts, and which are linked, by their places in the list. */
export type Layout = { seeds: Point[]; edges: [from: number, to: number][] };

/** What it tells, as it goes. */
export type Laid = { done: boolean; at: Point[] };

export function layoutOf({ nodes, edges }: Graph): Layout {
  const seeds = seedPositions(nodes);
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  return {
    seeds: nodes.map(({ id }) => [seeds.get(id)!.x, seeds.get(id)!.y]),
    edges: edges.flatMap(({ from, to }): Layout["edges"] => {
      const [a, b] = [places.get(from), places.get(to)];
      return a === undefined || b === undefined ? [] : [[a, b]];
    }),
  };
}

/** @param tell called with the positions as they come, the last of them `done` */
export function layOut(layout: Layout, tell: (laid: Laid) => void): () => void {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<Laid>) => {
    tell(data);
    if (data.done) worker.terminate();
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker of ours has no other origin
  worker.postMessage(layout);
  return () => worker.terminate();
}
