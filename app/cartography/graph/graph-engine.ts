import Model from "graphology";
import Sigma from "sigma";
import { drawGraph, drawLabel, radiusOf, readColors } from "./draw.ts";
import type { Graph } from "./graph.ts";
import { layOut, layoutOf } from "./layout.ts";

export type GraphView = {
  choose: (id: string) => void;
  zoom: (way: "in" | "out" | "fit") => void;
  stop: () => void;
};

type Options = {
  graph: Graph;
  chosen: string;
  onChoose: (id: string) => void;
  onReady: () => void;
  /** Nothing moves: the layout is shown once it is over. */
  still: boolean;
};

/** Draws the graph in two layers and lays it out in a worker. Only ever imported in a browser that has WebGL. */
export function startGraph(host: HTMLElement, canvas: HTMLCanvasElement, options: Options): GraphView {
  const { graph, onChoose, onReady, still } = options;
  let { chosen } = options;
  let colors = readColors(host);
  const layout = layoutOf(graph);
  const model = new Model();
  graph.nodes.forEach((node, place) => {
    const [x, y] = layout.seeds[place]!;
    // Seen through: what is drawn under it is the shape; this is what the pointer meets.
    model.addNode(node.id, { x, y, size: radiusOf(node) + 2, color: "rgba(0,0,0,0)", label: node.name });
  });
  const linked = () =>
    new Set(graph.edges.flatMap(({ from, to }) => (from === chosen ? [to] : to === chosen ? [from] : [])));
  let named = linked();
  const sigma = new Sigma(model, host, {
    allowInvalidContainer: true,
    labelFont: colors.font,
    labelSize: 12,
    labelColor: { color: colors.ink },
    labelDensity: 0.6,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 6,
    minCameraRatio: 0.05,
    maxCameraRatio: 4,
    stagePadding: 90,
    defaultDrawNodeLabel: (context, data) => drawLabel(context, data, colors),
    defaultDrawNodeHover: (context, data) => drawLabel(context, data, colors),
    nodeReducer: (id, data) => ({
      ...data,
      forceLabel: id === chosen || id === graph.focus || (named.has(id) && named.size <= 24),
    }),
  });
  const draw = () => drawGraph(canvas, sigma, graph, chosen, colors);
  sigma.on("afterRender", draw);
  sigma.on("clickNode", ({ node }) => onChoose(node));
  sigma.on("enterNode", () => host.classList.add("graph__host--over"));
  sigma.on("leaveNode", () => host.classList.remove("graph__host--over"));
  const theme = new MutationObserver(() => {
    colors = readColors(host);
    sigma.setSetting("labelColor", { color: colors.ink });
  });
  theme.observe(document.documentElement, { attributeFilter: ["data-fr-theme"] });
  const stopLayout = layOut(layout, ({ done, at }) => {
    if (still && !done) return;
    model.updateEachNodeAttributes(
      (id, attributes) => {
        const [x, y] = at[placeOf.get(id)!]!;
        return { ...attributes, x, y };
      },
      { attributes: ["x", "y"] },
    );
    if (done) onReady();
  });
  const placeOf = new Map(graph.nodes.map(({ id }, place) => [id, place]));
  const camera = sigma.getCamera();
  const duration = still ? 1 : 180;
  return {
    choose: (id) => {
      chosen = id;
      named = linked();
      sigma.refresh({ skipIndexation: true });
    },
    zoom: (way) =>
      void (way === "in"
        ? camera.animatedZoom({ duration })
        : way === "out"
          ? camera.animatedUnzoom({ duration })
          : camera.animatedReset({ duration })),
    stop: () => {
      theme.disconnect();
      stopLayout();
      sigma.kill();
    },
  };
}
