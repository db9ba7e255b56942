import clipping, { type MultiPolygon, type Pair, type Polygon } from "polygon-clipping";
import { bounds } from "./paths.ts";
import type { Shape, Site } from "./voronoi.ts";

type Box = [Pair, Pair];

/** Of a group without land on a coast this coarse: a square around each of its communes. */
const HALF = 1.2;

/** Shapes cut along the coast; those that no coast touches are left as they are, which is most of them. */
export function clipToLand(shapes: Shape[], land: MultiPolygon, sites: Site[]): Shape[] {
  const polygons = land.map((polygon) => ({ polygon, box: bounds(polygon.flat()) }));
  const edges = land.flat().flatMap((ring) => ring.slice(1).map((to, at): Box => bounds([ring[at]!, to])));
  return shapes.map(({ code, polygons: cells }) => {
    const box = bounds(cells.flat(2));
    if (!edges.some((edge) => overlap(edge, box))) return { code, polygons: cells };
    const near = polygons.filter((other) => overlap(other.box, box)).map(({ polygon }) => polygon);
    const clipped = near.length > 0 ? clipping.intersection(cells, near) : [];
    return {
      code,
      polygons: clipped.length > 0 ? clipped : squares(sites.filter(({ epci }) => epci === code)),
    };
  });
}

function squares(sites: Site[]): MultiPolygon {
  const boxes = sites.map(({ at: [x, y] }): Polygon => [
    [
      [x - HALF, y - HALF],
      [x + HALF, y - HALF],
      [x + HALF, y + HALF],
      [x - HALF, y + HALF],
      [x - HALF, y - HALF],
    ],
  ]);
  return clipping.union(boxes[0]!, ...boxes.slice(1));
}

function overlap([[left, top], [right, bottom]]: Box, [[west, north], [east, south]]: Box): boolean {
  return left <= east && right >= west && top <= south && bottom >= north;
}
