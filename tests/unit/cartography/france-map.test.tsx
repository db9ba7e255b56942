import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { drawnAt } from "#app/cartography/contours.ts";
import { drawMap } from "#app/cartography/draw-map.server.ts";
import { MapFigure } from "#app/cartography/map-figure.tsx";
import { cellsOf } from "#app/cartography/map.ts";
import { PAINTS } from "#app/cartography/measures.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));
const today = new Date("2026-10-06T10:00:00Z");

function figure(level: "region" | "departement", selection: string[]) {
  const cells = cellsIn(level);
  return renderToStaticMarkup(
    <MemoryRouter>
      <MapFigure
        {...{ level, cells, selection, today, narrowed: false, elsewhere: 2, measure: "etape" }}
        hrefFor={(code) => `/cartographie?selection=${code}`}
        imageHref="/cartographie/carte.svg"
        onChoose={() => {}}
      />
    </MemoryRouter>,
  );
}

function cellsIn(level: "region" | "departement") {
  const drawn = [...drawnAt[level].mainland, ...drawnAt[level].overseas];
  const places = drawn.map(({ code, name }) => ({
    ...{ code, name, population: null, departementCode: null, regionCode: null },
  }));
  const row = (code: string, stageId: string, count: number) => ({
    code,
    stageId,
    count,
    reach: 0,
    last: null,
  });
  const counts = [row("34", "Rendez-vous", 3), row("974", "Actif", 1), row("R76", "Contacté", 1)];
  return cellsOf({ places, counts, aims: [], reached: [], stages });
}

const html = figure("departement", ["34"]);

test.each([
  ["departement", 101],
  ["region", 18],
] as const)("the server's drawing by %s has %i links, one each", (level, count) => {
  const drawn = figure(level, []);
  const hrefs = [...drawn.matchAll(/<a[^>]* href="\/cartographie\?selection=(\w+)"/g)].map(
    ([, code]) => code,
  );
  expect(hrefs).toHaveLength(count);
  expect(new Set(hrefs)).toHaveProperty("size", count);
});

test("a link says its département, its stage and its partnerships, and one is selected", () => {
  expect(html).toContain("<title>Hérault (34)\u00A0: Rendez-vous, 3 partenariats</title>");
  expect(html).toContain('aria-label="La Réunion (974)\u00A0: Actif, 1 partenariat"');
  expect(html.match(/aria-current="true"/g)).toHaveLength(1);
});

test("what lies off the map, where it comes from and what the contours are worth is said", () => {
  expect(html).toContain("Contours approchés, non opposables.");
  expect(html).toContain("Natural Earth. 2 partenariats hors de tout département.");
});

test("no style attribute, and nothing points to an id that is not there", () => {
  const stylesheet = readFileSync("app/cartography/cartography.css", "utf8");
  expect(html).not.toContain(" style=");
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  const paints = [...(html + stylesheet).matchAll(/url\("?#([^")]+)"?\)/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(200);
  expect(paints.length).toBeGreaterThanOrEqual(12);
  expect([...links, ...paints].filter((id) => !ids.has(id))).toEqual([]);
  for (const paint of PAINTS) expect(stylesheet).toContain(`.zone--${paint} {`);
});

test("the map as one image has every outline, its legend, and nothing that a policy would refuse", () => {
  const asked = { level: "departement", measure: "etape", cells: cellsIn("departement"), today } as const;
  const svg = drawMap({ ...asked, dark: false });
  expect(svg.match(/<path fill="[^"]+" stroke="[^"]+" d="M/g)).toHaveLength(101);
  expect(svg).toContain("Rendez-vous (1)");
  expect(svg).not.toMatch(/<style|<script|style=|xlink|http(?!:\/\/www\.w3\.org\/2000\/svg)/);
  expect(drawMap({ ...asked, dark: true })).not.toBe(svg);
});
