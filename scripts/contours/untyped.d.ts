// What these four packages export and this script uses: they ship no types of their own.
declare module "d3-delaunay" {
  export class Delaunay {
    static from(points: [number, number][]): Delaunay;
    voronoi(bounds: [number, number, number, number]): { cellPolygon(index: number): [number, number][] };
  }
}

declare module "topojson-server" {
  import type { GeoJsonObject } from "geojson";
  import type { Topology } from "topojson-specification";
  export function topology(objects: Record<string, GeoJsonObject>): Topology;
}

declare module "topojson-simplify" {
  import type { Topology } from "topojson-specification";
  export function presimplify(topology: Topology): Topology;
  export function simplify(topology: Topology, minWeight: number): Topology;
}
