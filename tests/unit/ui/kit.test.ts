import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { words } from "#app/ui/error-page.tsx";
import { matches } from "#app/ui/hotkeys.ts";
import { icons } from "#app/ui/icons.ts";
import { visibleColumns } from "#app/ui/table-columns.tsx";
import { withParams } from "#app/ui/url.ts";

test("every icon of the list is drawn in the stylesheet, and no other", () => {
  const sheet = readFileSync("app/ui/styles/icons.css", "utf8");
  const drawn = [
    ...sheet.matchAll(
      /^\.fr-icon-([\w-]+) \{\n {2}--icon: url\("data:image\/svg\+xml,<svg [^"\n]+<\/svg>"\);\n\}/gm,
    ),
  ];
  expect(drawn.map(([, name]) => name)).toEqual([...icons]);
});

test("a key is itself and nothing held with it", () => {
  const press = { key: "k", ctrlKey: false, metaKey: false, altKey: false };
  expect(matches(press, "k")).toBe(true);
  expect(matches({ ...press, key: "K" }, "k")).toBe(true);
  expect(matches({ ...press, ctrlKey: true }, "k")).toBe(false);
  expect(matches({ ...press, ctrlKey: true }, "mod+k")).toBe(true);
  expect(matches({ ...press, metaKey: true }, "mod+k")).toBe(true);
  expect(matches({ ...press, altKey: true }, "k")).toBe(false);
});

test("the URL says which columns show; a locked one always does", () => {
  const columns = [{ id: "nom", locked: true }, { id: "etape" }, { id: "siren", optional: true }].map(
    (column) => ({ header: column.id, cell: () => null, ...column }),
  );
  const shown = (search: string) => [...visibleColumns(columns, search)];
  expect(shown("")).toEqual(["nom", "etape"]);
  expect(shown("?colonnes=siren")).toEqual(["nom", "siren"]);
  expect(shown("?colonnes=")).toEqual(["nom"]);
  expect(shown("?colonnes=inconnue")).toEqual(["nom"]);
});

test("a query string changes only where it is told to", () => {
  expect(withParams("?q=a&tri=nom", { tri: "-nom", curseur: null })).toBe("?q=a&tri=-nom");
  expect(withParams("?curseur=2", { curseur: null })).toBe("");
});

test("every failure says what to do next", () => {
  for (const status of [400, 401, 403, 404, 409, 413, 429, 500, 503]) {
    expect(words(status).title).not.toContain("!");
    expect(words(status).text).toMatch(/\.$/);
  }
});
