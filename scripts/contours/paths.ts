import type { MultiPolygon, Pair } from "polygon-clipping";
import { feature, type mergeArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import type { Shape } from "./voronoi.ts";

type Topology = ReturnType<typeof topology>;
type Arcs = ReturnType<typeof mergeArcs>;

/**
 * Rounds to a tenth of a unit and drops the vertices whose triangle with their neighbours covers less than
 * `tolerance` (Visvalingam). A border is one arc shared by both sides, so neighbours stay glued; the arcs of
 * `fine` départements keep thirty times more detail.
 */
export function lighten(shapes: Shape[], tolerance: number, fine: string[] = []): Shape[] {
  const net = presimplify(
    topology(
      Object.fromEntries(
        shapes.map(({ code, polygons }) => [
          code,
          { type: "MultiPolygon", coordinates: rounded(polygons) } as never,
        ]),
      ),
    ),
  );
  for (const arc of fine.flatMap((code) => (net.objects[code] as Arcs).arcs.flat(2)))
    for (const point of net.arcs[arc < 0 ? ~arc : arc] as number[][]) point[2]! *= 30;
  const light = simplify(net, tolerance);
  return shapes.map(({ code }) => ({ code, polygons: polygonsOf(light, code) }));
}

function polygonsOf(net: Topology, code: string): MultiPolygon {
  const { coordinates } = feature(net, net.objects[code] as Arcs).geometry;
  return coordinates
    .map((rings) => rings.filter((ring) => Math.abs(area(ring as Pair[])) > 0.15))
    .filter((rings) => rings.length > 0) as MultiPolygon;
}

function rounded(polygons: MultiPolygon): MultiPolygon {
  return polygons
    .map((rings) =>
      rings
        .map((ring) => ring.map(([x, y]): Pair => [tenth(x), tenth(y)]))
        .map((ring) =>
          ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1]![0] || y !== ring[at - 1]![1]),
        )
        .filter((ring) => ring.length > 3),
    )
    .filter((rings) => rings.length > 0);
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** An SVG path in relative whole tenths: half the size of absolute coordinates, and no drift. */
export function toPath(polygons: MultiPolygon): string {
  return polygons.flat().map(ringPath).join("");
}

function ringPath(ring: Pair[]): string {
  const tenths = ring.slice(0, -1).map(([x, y]): Pair => [Math.round(x * 10), Math.round(y * 10)]);
  return tenths
    .map(([x, y], at) => {
      if (at === 0) return `M${x / 10} ${y / 10}`;
      const [fromX, fromY] = tenths[at - 1]!;
      return `${at === 1 ? "l" : " "}${short(x - fromX)} ${short(y - fromY)}`;
    })
    .join("")
    .concat("z")
    .replaceAll(" -", "-");
}

const short = (tenths: number) => `${tenths / 10}`.replace(/^(-?)0\./, "$1.");

/** About the point of a shape farthest from its outline, to 1/40 of its width: where a label or a dot sits best. */
export function innermost(polygons: MultiPolygon): Pair {
  const rings = polygons.flat();
  const [[left, top], [right, bottom]] = bounds(rings.flat());
  const steps = Array.from({ length: 39 }, (_, step) => (step + 1) / 40);
  const candidates = steps.flatMap((across) =>
    steps.map((down): Pair => [left + (right - left) * across, top + (bottom - top) * down]),
  );
  const edges = rings.flatMap((ring) => ring.slice(1).map((to, at): [Pair, Pair] => [ring[at]!, to]));
  const clearance = (point: Pair) => Math.min(...edges.map((edge) => distance(point, edge)));
  return candidates
    .filter((point) => isInside(point, edges))
    .map((point) => ({ point, clearance: clearance(point) }))
    .reduce((best, candidate) => (candidate.clearance > best.clearance ? candidate : best)).point;
}

export function bounds(points: Pair[]): [Pair, Pair] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ];
}

/** A ray to the right crosses the outline an odd number of times. */
function isInside([x, y]: Pair, edges: [Pair, Pair][]): boolean {
  const crossed = edges.filter(
    ([from, to]) =>
      from[1] > y !== to[1] > y && x < from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
  );
  return crossed.length % 2 === 1;
}

function distance([x, y]: Pair, [from, to]: [Pair, Pair]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy);
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - nearest * dx, y - from[1] - nearest * dy);
}

function area(ring: Pair[]): number {
  return (
    ring.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!;
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}
