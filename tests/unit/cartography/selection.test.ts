import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_SELECTION, readMapState, writeMapState, type MapState } from "#app/cartography/map-url.ts";
import { fromLonLat, toLonLat } from "#app/cartography/planar.ts";
import { choose, extend, inRectangle, type Point } from "#app/cartography/selection.ts";

test("a plain click takes one alone, and lets it go; with Ctrl it adds and removes", () => {
  expect(choose([], ["34"], false)).toEqual(["34"]);
  expect(choose(["34"], ["34"], false)).toEqual([]);
  expect(choose(["34", "30"], ["34"], false)).toEqual(["34"]);
  expect(choose(["34"], ["30"], true)).toEqual(["34", "30"]);
  expect(choose(["34", "30"], ["34"], true)).toEqual(["30"]);
  expect(choose(["34"], ["34", "30"], true)).toEqual(["34", "30"]);
});

test("a range extends what was selected, and shrinks back", () => {
  const codes = ["a", "b", "c", "d"];
  expect(extend(["z"], codes, 1, 3)).toEqual(["z", "b", "c", "d"]);
  expect(extend(["z"], codes, 1, 2)).toEqual(["z", "b", "c"]);
  expect(extend(["z"], codes, 1, 0)).toEqual(["z", "a", "b"]);
});

test("a rectangle takes the same whatever the corner it was begun from, and no more than what lies in it", () => {
  const coordinate = fc.integer({ min: -10, max: 10 });
  const point: fc.Arbitrary<Point> = fc.tuple(coordinate, coordinate);
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.array(point, { minLength: 1 })),
      point,
      point,
      (places, one, other) => {
        const centres = new Map(Object.entries(places));
        const found = inRectangle(centres, one, other);
        expect(inRectangle(centres, other, one)).toEqual(found);
        expect(inRectangle(centres, [one[0], other[1]], [other[0], one[1]])).toEqual(found);
        for (const [code, points] of centres) {
          const lies = points.some(
            ([x, y]) => (x - one[0]) * (x - other[0]) <= 0 && (y - one[1]) * (y - other[1]) <= 0,
          );
          expect(found.includes(code)).toBe(lies);
        }
      },
    ),
  );
});

test("what is laid on the sphere comes back where it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 1100 }), fc.integer({ min: -50, max: 1100 }), (x, y) => {
      const [backX, backY] = fromLonLat(toLonLat([x, y]));
      expect(backX).toBeCloseTo(x, 6);
      expect(backY).toBeCloseTo(y, 6);
    }),
  );
});

test("the URL says the whole state, and says it back", () => {
  const codes = { region: ["R76", "R06"], departement: ["34", "2A", "974"], epci: ["243400017"] };
  const state = fc.constantFrom("region", "departement", "epci").chain((level) =>
    fc.record<MapState>({
      level: fc.constant(level),
      measure: fc.constantFrom("etape", "penetration", "echange", "couverture"),
      sort: fc.constantFrom("etape", "nom", "cible", "population", "echange"),
      selection: fc.subarray(codes[level]),
      within: fc.constantFrom(null, "R76", "34"),
      ...{ inTarget: fc.boolean(), whiteSpots: fc.boolean() },
    }),
  );
  fc.assert(
    fc.property(state, (said) => {
      const search = writeMapState("?filtre=x", said);
      expect(readMapState(new URLSearchParams(search))).toEqual(said);
      expect(new URLSearchParams(search).get("filtre")).toBe("x");
    }),
  );
});

test("what a URL says badly is as at the first visit; an endless selection is cut", () => {
  const first = readMapState(new URLSearchParams());
  const bad = "?niveau=monde&mesure=x&tri=-1&selection=99999,<script>,R76&dans='&cible=oui";
  expect(readMapState(new URLSearchParams(bad))).toEqual({ ...first, selection: [] });
  const many = Array.from({ length: 900 }, (_, at) => String(200_000_000 + at)).join();
  const { selection } = readMapState(new URLSearchParams({ niveau: "epci", selection: many }));
  expect(selection).toHaveLength(MAX_SELECTION);
  expect(readMapState(new URLSearchParams("?departement=34")).selection).toEqual(["34"]);
});
