import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import type { MultiPolygon, Pair } from "polygon-clipping";
import { quantize } from "topojson-client";
import { topology } from "topojson-server";
import { type Inset, parisLens } from "../../app/cartography/insets.ts";
import { bounds } from "./paths.ts";
import type { Shape } from "./voronoi.ts";

/** Moves the drawing of an inset to its place beside the metropole. */
export function place({ code, polygons }: Shape, { x, y, scale }: Inset): Shape {
  return { code, polygons: moved(polygons, ([fromX, fromY]) => [x + fromX * scale, y + fromY * scale]) };
}

/** Paris and its neighbours, too small to be seen or touched, are drawn a second time, larger, over the Channel. */
export function placeParis(shapes: Shape[], codes: string[]): Shape[] {
  const [[left, top], [right, bottom]] = bounds(
    shapes.filter(({ code }) => codes.includes(code)).flatMap(({ polygons }) => polygons.flat(2)),
  );
  const { x, y, scale } = parisLens;
  const enlarged = ([fromX, fromY]: Pair): Pair => [
    x + (fromX - (left + right) / 2) * scale,
    y + (fromY - (top + bottom) / 2) * scale,
  ];
  return shapes.map(({ code, polygons }) =>
    codes.includes(code)
      ? { code, polygons: [...polygons, ...moved(polygons, enlarged)] }
      : { code, polygons },
  );
}

/** @param unit kilometres of one unit of the file: small whole numbers, which gzip well */
export function writeTopology(level: string, shapes: Shape[], unit = 0.1): void {
  const geometries = shapes
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
    .map(({ code, polygons }) => ({
      type: "Feature",
      id: code,
      properties: {},
      geometry: geometryOf(polygons, unit),
    }));
  const net = topology({ [level]: { type: "FeatureCollection", features: geometries } as never });
  const text = JSON.stringify(
    quantize(net as never, { scale: [unit, unit], translate: [0, 0] }),
    // Bounding boxes and empty properties are of no use to the reader.
    (key, value) => (key === "bbox" || key === "properties" ? undefined : value),
  );
  writeFileSync(new URL(`../../app/cartography/geometry/${level}.topo.json`, import.meta.url), text);
  console.log(`${level}: ${shapes.length} shapes, ${(gzipSync(text).length / 1000).toFixed(1)} kB gzipped`);
}

function geometryOf(polygons: MultiPolygon, unit: number) {
  const round = (value: number) => Math.round(value / unit) * unit;
  const rounded = moved(polygons, ([x, y]) => [round(x), round(y)]);
  return { type: "MultiPolygon", coordinates: rounded };
}

function moved(polygons: MultiPolygon, move: (at: Pair) => Pair): MultiPolygon {
  return polygons.map((rings) => rings.map((ring) => ring.map(move)));
}
