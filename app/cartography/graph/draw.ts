import type Sigma from "sigma";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { SHAPE_POINTS, shapeOf, STAGE_VARIABLES, STROKES } from "./marks.ts";

type Colors = ReturnType<typeof readColors>;
type Point = { x: number; y: number };
type Context = CanvasRenderingContext2D;

/** The page's own colours, in the theme of the moment. */
export function readColors(element: Element) {
  const style = getComputedStyle(element);
  const color = (variable: string) => style.getPropertyValue(variable).trim() || "#888888";
  return {
    ground: color("--background-alt-grey"),
    surface: color("--background-default-grey"),
    ink: color("--text-title-grey"),
    muted: color("--text-mention-grey"),
    line: color("--border-plain-grey"),
    accent: color("--text-action-high-blue-france"),
    open: color(STAGE_VARIABLES.open),
    won: color(STAGE_VARIABLES.won),
    stopped: color(STAGE_VARIABLES.lost),
    font: style.fontFamily,
  };
}

export const radiusOf = ({ hop }: Pick<GraphNode, "hop">): number => [11, 7, 5][hop] ?? 5;

/** Draws links and institutions on a canvas under Sigma's own, which holds the camera, the labels and the pointer. */
export function drawGraph(
  canvas: HTMLCanvasElement,
  sigma: Sigma,
  graph: Graph,
  chosen: string,
  colors: Colors,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const model = sigma.getGraph();
  const at = new Map(
    graph.nodes.map(({ id }): [string, Point] => {
      const { x, y } = model.getNodeAttributes(id) as Point;
      return [id, sigma.graphToViewport({ x, y })];
    }),
  );
  const scale = 1 / Math.sqrt(sigma.getCamera().ratio);
  const near = (edge: GraphEdge) => edge.from === chosen || edge.to === chosen;
  const edges = graph.edges.toSorted((a, b) => Number(near(a)) - Number(near(b)));
  for (const edge of edges) drawEdge(context, edge, at, { bold: near(edge), scale, colors });
  const linked = new Set(graph.edges.filter(near).flatMap(({ from, to }) => [from, to]));
  for (const node of graph.nodes)
    drawNode(context, node, at.get(node.id)!, {
      chosen: node.id === chosen,
      near: linked.has(node.id),
      scale,
      colors,
    });
  for (const edge of edges.filter(near)) drawWord(context, edge, at, colors);
}

type EdgeLook = { bold: boolean; scale: number; colors: Colors };

function drawEdge(
  context: Context,
  edge: GraphEdge,
  at: Map<string, Point>,
  { bold, scale, colors }: EdgeLook,
): void {
  const [from, to] = [at.get(edge.from)!, at.get(edge.to)!];
  const { dash, width } = STROKES[edge.kind];
  context.globalAlpha = edge.past ? 0.45 : bold ? 1 : 0.7;
  context.strokeStyle = context.fillStyle = bold ? colors.accent : colors.line;
  context.lineWidth = bold ? width + 0.5 : width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  if (edge.kind !== "partners") arrow(context, from, to, 9 * scale + 3);
  context.globalAlpha = 1;
}

/** Towards the overseer, the network, what covers. */
function arrow(context: Context, from: Point, to: Point, back: number): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 24) return;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const tip = { x: to.x - dx * back, y: to.y - dy * back };
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - dx * 7 - dy * 3.5, tip.y - dy * 7 + dx * 3.5);
  context.lineTo(tip.x - dx * 7 + dy * 3.5, tip.y - dy * 7 - dx * 3.5);
  context.fill();
}

type NodeLook = { chosen: boolean; near: boolean; scale: number; colors: Colors };

function drawNode(
  context: Context,
  node: GraphNode,
  { x, y }: Point,
  { chosen, near, scale, colors }: NodeLook,
): void {
  const radius = radiusOf(node) * scale;
  const { stage } = node;
  const color = !stage
    ? null
    : stage.kind === "open"
      ? colors.open
      : stage.kind === "won"
        ? colors.won
        : colors.stopped;
  context.beginPath();
  const shape = shapeOf(node.kind);
  if (shape === "circle") context.arc(x, y, radius, 0, 2 * Math.PI);
  else
    SHAPE_POINTS[shape].forEach(([px, py], index) =>
      context[index ? "lineTo" : "moveTo"](x + px * radius, y + py * radius),
    );
  context.closePath();
  context.fillStyle = color ?? colors.surface;
  context.fill();
  context.lineWidth = chosen ? 3 : near ? 2 : 1.5;
  context.strokeStyle = chosen || near ? colors.accent : (color ?? colors.muted);
  context.stroke();
  if (stage) stageMark(context, stage.kind, x, y, radius, colors.surface);
  if (!chosen) return;
  context.strokeStyle = colors.accent;
  context.beginPath();
  context.arc(x, y, radius + 5, 0, 2 * Math.PI);
  context.lineWidth = 1.5;
  context.stroke();
}

/** The colour is never alone: a check, a bar, a cross, a dot. */
function stageMark(
  context: Context,
  kind: string,
  x: number,
  y: number,
  radius: number,
  color: string,
): void {
  const r = radius * 0.45;
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = Math.max(1.25, radius / 6);
  context.beginPath();
  if (kind === "open") context.arc(x, y, r * 0.7, 0, 2 * Math.PI);
  const lines = MARKS[kind] ?? [];
  for (const line of lines)
    line.forEach(([px, py], index) => context[index ? "lineTo" : "moveTo"](x + px * r, y + py * r));
  if (kind === "open") context.fill();
  else context.stroke();
}

const MARKS: Record<string, [number, number][][]> = {
  won: [
    [
      [-1, 0],
      [-0.2, 0.8],
      [1, -0.8],
    ],
  ],
  dormant: [
    [
      [-0.5, -0.9],
      [-0.5, 0.9],
    ],
    [
      [0.5, -0.9],
      [0.5, 0.9],
    ],
  ],
  lost: [
    [
      [-0.8, -0.8],
      [0.8, 0.8],
    ],
    [
      [0.8, -0.8],
      [-0.8, 0.8],
    ],
  ],
};

/** What the link is, beside it: of the chosen one's alone. */
function drawWord(context: Context, edge: GraphEdge, at: Map<string, Point>, colors: Colors): void {
  const [from, to] = [at.get(edge.from)!, at.get(edge.to)!];
  if (Math.hypot(to.x - from.x, to.y - from.y) < 70) return;
  const word = edge.past ? `${STROKES[edge.kind].word}, fini` : STROKES[edge.kind].word;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  context.font = `12px ${colors.font}`;
  const { width } = context.measureText(word);
  context.fillStyle = colors.ground;
  context.fillRect(x - width / 2 - 3, y - 8, width + 6, 16);
  context.fillStyle = colors.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(word, x, y);
}

type Labelled = { x: number; y: number; size: number; label: string | null };

/** A name, on a ground of its own where a link passes under it. */
export function drawLabel(context: Context, { x, y, size, label }: Labelled, colors: Colors): void {
  if (!label) return;
  context.font = `12px ${colors.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const { width } = context.measureText(label);
  // On the right, unless the edge of the canvas would cut it and the left has room.
  const cut = x + size + 4 + width > context.canvas.clientWidth && x - size - 4 - width > 0;
  const start = cut ? x - size - 4 - width : x + size + 4;
  context.globalAlpha = 0.85;
  context.fillStyle = colors.ground;
  context.fillRect(start - 2, y - 8, width + 4, 16);
  context.globalAlpha = 1;
  context.fillStyle = colors.ink;
  context.fillText(label, start, y);
}
