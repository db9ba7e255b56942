import { expect, test } from "vitest";
import { CATEGORIES, categoryLabel } from "#app/institutions/categories.ts";

test("a sub-type is called as people call it, and one of the product’s own as it wrote it", () => {
  expect(["ddtm", "chambre-agriculture", "ud-drieat", "mon réseau"].map(categoryLabel)).toEqual([
    ...["DDTM", "Chambre d’agriculture", "UD de la DRIEAT", "mon réseau"],
  ]);
  const labels = CATEGORIES.map(categoryLabel);
  expect(new Set(labels).size).toBe(CATEGORIES.length);
});
