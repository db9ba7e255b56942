import { feature } from "topojson-client";
import type { Feature, FeatureCollection, MultiPolygon } from "geojson";
import departementUrl from "./geometry/departement.topo.json?url";
import epciUrl from "./geometry/epci.topo.json?url";
import regionUrl from "./geometry/region.topo.json?url";
import type { Level } from "./levels.ts";
import { toLonLat } from "./planar.ts";
import type { Point } from "./selection.ts";

export type Zones = FeatureCollection<MultiPolygon, { code: string; paint: string }>;
type Topology = Parameters<typeof feature>[0];
type Geometry = { type: "MultiPolygon"; id: string; arcs: number[][][] };

/** Their names carry a fingerprint: the browser keeps them for ever. */
const urls: Record<Level, string> = { region: regionUrl, departement: departementUrl, epci: epciUrl };

/** So that no task of decoding lasts. */
const PIECE = 150;

const loaded = new Map<Level, Promise<Zones>>();

/** The outlines of a level, fetched and decoded once. */
export function loadZones(level: Level): Promise<Zones> {
  const known = loaded.get(level);
  if (known) return known;
  const zones = fetchZones(level);
  zones.catch(() => loaded.delete(level));
  loaded.set(level, zones);
  return zones;
}

async function fetchZones(level: Level): Promise<Zones> {
  const response = await fetch(urls[level]);
  if (!response.ok) throw new Error(`contours: ${response.status}`);
  const topology = (await response.json()) as Topology;
  const { geometries } = topology.objects[level] as unknown as { geometries: Geometry[] };
  const features: Zones["features"] = [];
  for (let at = 0; at < geometries.length; at += PIECE) {
    await breath();
    for (const geometry of geometries.slice(at, at + PIECE)) features.push(decode(topology, geometry));
  }
  return { type: "FeatureCollection", features };
}

function decode(topology: Topology, geometry: Geometry): Zones["features"][number] {
  const drawn = feature(topology, geometry as never) as unknown as Feature<MultiPolygon>;
  const coordinates = drawn.geometry.coordinates.map((rings) =>
    rings.map((ring) => ring.map((point) => toLonLat(point as Point))),
  );
  const properties = { code: geometry.id, paint: "outline" };
  return { type: "Feature", properties, geometry: { type: "MultiPolygon", coordinates } };
}

/** The middle of each of the parts a territory is drawn in: Paris has two. */
export function centresOf(zones: Zones): Map<string, Point[]> {
  return new Map(
    zones.features.map(({ properties, geometry }) => [
      properties.code,
      largest(geometry.coordinates).map((rings) => middle(rings[0] as Point[])),
    ]),
  );
}

/** The islets of a coast are no place to point at. */
function largest(polygons: MultiPolygon["coordinates"]): MultiPolygon["coordinates"] {
  const spans = polygons.map((rings) => span(rings[0] as Point[]));
  const most = Math.max(...spans);
  return polygons.filter((_, index) => spans[index] === most);
}

export function boundsOf(points: Point[]): [Point, Point] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [
    [west, south],
    [east, north],
  ];
}

function middle(ring: Point[]): Point {
  const [[west, south], [east, north]] = boundsOf(ring);
  return [(west + east) / 2, (south + north) / 2];
}

function span(ring: Point[]): number {
  const [[west, south], [east, north]] = boundsOf(ring);
  return (east - west) * (north - south);
}

const breath = () => new Promise((resolve) => setTimeout(resolve));
