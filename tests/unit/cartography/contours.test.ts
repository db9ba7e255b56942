import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { contours, insetViewBox, mainland, mapViewBox, overseas } from "#app/cartography/contours.ts";

const official: { code: string; zone: string }[] = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/departements.json"),
    "utf8",
  ),
);

test("each of the 101 départements has a contour, in the order of the codes", () => {
  const codes = official.filter(({ zone }) => zone !== "com").map(({ code }) => code);
  expect(codes).toHaveLength(101);
  expect(contours.map(({ code }) => code)).toEqual(codes.sort());
});

test("every contour stays inside the drawing, and its label inside the contour", () => {
  for (const [drawn, viewBox] of [
    [mainland, mapViewBox],
    [overseas, insetViewBox],
  ] as const) {
    const [, , width, height] = viewBox.split(" ").map(Number) as [number, number, number, number];
    for (const { name, d, cx, cy } of drawn) {
      const rings = ringsOf(d);
      for (const [x, y] of rings.flat()) {
        expect(x >= 0 && x <= width && y >= 0 && y <= height, name).toBe(true);
      }
      expect(isInside([cx, cy], rings), name).toBe(true);
    }
  }
});

test("the metropole has its size, and Paris its own", () => {
  // INSEE: 543 940 km² without the great lakes and estuaries, 105.4 km² for Paris; a unit is a kilometre.
  expect(area(mainland)).toBeGreaterThan(543_940 * 0.99);
  expect(area(mainland)).toBeLessThan(543_940 * 1.02);
  expect(area(mainland.filter(({ code }) => code === "75"))).toBeCloseTo(105.4, -1);
});

test("neighbours are glued: each vertex of an inland contour is another's too", () => {
  const owners = Map.groupBy(
    mainland.flatMap(({ code, d }) =>
      ringsOf(d).flatMap((ring) => ring.map((at) => ({ code, at: `${at}` }))),
    ),
    ({ at }) => at,
  );
  const inland = ["03", "12", "15", "18", "23", "36", "43", "63", "75", "87"];
  for (const code of inland) {
    const mine = [...owners.values()].filter((vertices) => vertices.some((vertex) => vertex.code === code));
    const shared = mine.filter((vertices) => vertices.some((vertex) => vertex.code !== code));
    expect(shared.length / mine.length, code).toBe(1);
  }
});

type Point = [number, number];

/** The script writes one absolute start and one run of relative steps a ring. */
function ringsOf(d: string): Point[][] {
  return [...d.matchAll(/M([^l]+)l([^z]+)z/g)].map(([, start, steps]) => {
    const [first, ...offsets] = [start!, ...pairs(steps!)].map(pointOf);
    return offsets.reduce((ring, [dx, dy]) => [...ring, move(ring.at(-1)!, dx, dy)], [first!]);
  });
}

const pairs = (steps: string) =>
  [...steps.matchAll(/-?[\d.]+/g)]
    .map(String)
    .flatMap((x, at, all) => (at % 2 ? [] : [`${x} ${all[at + 1]}`]));
const pointOf = (text: string) => text.split(" ").map(Number) as Point;
const move = ([x, y]: Point, dx: number, dy: number): Point => [tenth(x + dx), tenth(y + dy)];
const tenth = (value: number) => Math.round(value * 10) / 10;

function edges(ring: Point[]): [Point, Point][] {
  return ring.map((point, at) => [point, ring[(at + 1) % ring.length]!]);
}

/** Signed, so that a hole takes away what it should. */
function area(drawn: typeof contours): number {
  const signed = drawn
    .flatMap(({ d }) => ringsOf(d))
    .map((ring) => edges(ring).reduce((sum, [[x, y], [toX, toY]]) => sum + x * toY - toX * y, 0) / 2);
  return Math.abs(signed.reduce((sum, value) => sum + value, 0));
}

function isInside([x, y]: Point, rings: Point[][]): boolean {
  const crossed = rings
    .flatMap(edges)
    .filter(
      ([from, to]) =>
        from[1] > y !== to[1] > y && x < from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
    );
  return crossed.length % 2 === 1;
}

test("the 18 régions and the 1 255 EPCI have each a shape in what the browser loads", () => {
  const epcis: { code: string }[] = JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/epci.json"),
      "utf8",
    ),
  );
  const codesOf = (level: string): string[] => {
    const { objects } = JSON.parse(readFileSync(`app/cartography/geometry/${level}.topo.json`, "utf8"));
    return objects[level].geometries
      .filter(({ arcs }: { arcs: number[][][] }) => arcs.flat(2).length > 0)
      .map(({ id }: { id: string }) => id);
  };
  expect(codesOf("epci")).toEqual(epcis.map(({ code }) => code).sort());
  expect(codesOf("departement")).toEqual(contours.map(({ code }) => code));
  expect(codesOf("region")).toHaveLength(18);
});
