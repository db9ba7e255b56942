import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { FranceMap } from "#app/cartography/france-map.tsx";
import { choropleth, reaches } from "#app/cartography/map.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const stages = DEFAULT_STAGES.map((stage) => ({ ...stage, id: stage.name }));

const html = renderToStaticMarkup(
  <MemoryRouter>
    <FranceMap
      choropleth={choropleth(
        [
          { departementCode: "34", stageId: "Rendez-vous", count: 3 },
          { departementCode: "974", stageId: "Actif", count: 1 },
          { departementCode: null, stageId: "Contacté", count: 2 },
        ],
        stages,
      )}
      hrefFor={(code) => `/cartographie?departement=${code}`}
      selected="34"
    />
  </MemoryRouter>,
);

test("the drawing has 101 links, one a département", () => {
  const hrefs = [...html.matchAll(/<a[^>]* href="\/cartographie\?departement=(\w+)"/g)].map(
    ([, code]) => code,
  );
  expect(hrefs).toHaveLength(101);
  expect(new Set(hrefs)).toHaveProperty("size", 101);
});

test("a link says its département, its stage and its partnerships, and one is selected", () => {
  expect(html).toContain("<title>Hérault (34)\u00A0: Rendez-vous, 3 partenariats</title>");
  expect(html).toContain('aria-label="La Réunion (974)\u00A0: Actif, 1 partenariat"');
  expect(html.match(/aria-current="true"/g)).toHaveLength(1);
});

test("what lies off the map and what the contours are worth is said", () => {
  expect(html).toContain("Contours approchés, non opposables. 2 partenariats hors de la carte.");
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
  for (const reach of Object.keys(reaches)) expect(stylesheet).toContain(`.departement--${reach} {`);
});
