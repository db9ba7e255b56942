import { Delaunay } from "d3-delaunay";
import type { MultiPolygon, Pair } from "polygon-clipping";
import { feature, mergeArcs } from "topojson-client";
import { topology } from "topojson-server";

/** A commune's centre; `epci` is null for the four islands that belong to none. */
export type Site = { at: Pair; departement: string; epci: string | null };
type Cell = Extract<Parameters<typeof mergeArcs>[1], unknown[]>[number];
export type Shape = { code: string; polygons: MultiPolygon };

/** The départements, or the EPCI, as the union of their sites' Voronoi cells, running out to sea on every side. */
export function uniteCells(sites: Site[], level: "departement" | "epci" = "departement"): Shape[] {
  const voronoi = Delaunay.from(sites.map(({ at }) => at)).voronoi([-5e3, -5e3, 5e3, 5e3]);
  const cells = sites.map((_, index) => ({
    type: "Polygon" as const,
    coordinates: [voronoi.cellPolygon(index)],
  }));
  const net = topology({ cells: { type: "GeometryCollection", geometries: cells } as never });
  const { geometries } = net.objects.cells as unknown as { geometries: Cell[] };
  const groups = Map.groupBy(sites.keys(), (index) => sites[index]![level]);
  return [...groups].flatMap(([code, indices]) => {
    if (code === null) return [];
    const united = mergeArcs(
      net,
      indices.map((index) => geometries[index]!),
    );
    return { code, polygons: feature(net, united).geometry.coordinates as MultiPolygon };
  });
}

/** Neighbouring shapes united by their group: their common borders disappear. */
export function mergeShapes(shapes: Shape[], groupOf: (shape: Shape) => string): Shape[] {
  const geometries = shapes.map(({ polygons }) => ({ type: "MultiPolygon" as const, coordinates: polygons }));
  const net = topology({ shapes: { type: "GeometryCollection", geometries } as never });
  const drawn = (net.objects.shapes as unknown as { geometries: Cell[] }).geometries;
  const groups = Map.groupBy(shapes.keys(), (index) => groupOf(shapes[index]!));
  return [...groups].map(([code, indices]) => {
    const united = mergeArcs(
      net,
      indices.map((index) => drawn[index]!),
    );
    return { code, polygons: feature(net, united).geometry.coordinates as MultiPolygon };
  });
}
