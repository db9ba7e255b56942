import { Delaunay } from "d3-delaunay";
import type { MultiPolygon, Pair } from "polygon-clipping";
import { feature, mergeArcs } from "topojson-client";
import { topology } from "topojson-server";

export type Site = { at: Pair; departement: string };
type Cell = Extract<Parameters<typeof mergeArcs>[1], unknown[]>[number];
export type Shape = { code: string; polygons: MultiPolygon };

/** The départements as the union of their sites' Voronoi cells, running out to sea on every side. */
export function uniteCells(sites: Site[]): Shape[] {
  const voronoi = Delaunay.from(sites.map(({ at }) => at)).voronoi([-5e3, -5e3, 5e3, 5e3]);
  const cells = sites.map((_, index) => ({
    type: "Polygon" as const,
    coordinates: [voronoi.cellPolygon(index)],
  }));
  const net = topology({ cells: { type: "GeometryCollection", geometries: cells } as never });
  const { geometries } = net.objects.cells as unknown as { geometries: Cell[] };
  const groups = Map.groupBy(sites.keys(), (index) => sites[index]!.departement);
  return [...groups].map(([code, indices]) => {
    const united = mergeArcs(
      net,
      indices.map((index) => geometries[index]!),
    );
    return { code, polygons: feature(net, united).geometry.coordinates as MultiPolygon };
  });
}
