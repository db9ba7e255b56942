/**
 * Writes `app/ui/styles/icons.css` from the list in `app/ui/icons.ts`. Run by hand when the list changes:
 * `node scripts/icons.ts`.
 *
 * Each drawing goes inside the sheet: seventy of 300 bytes compress to 10 kB, where seventy files would be as
 * many requests. One custom property an icon, because DSFR draws it in `::before` or `::after`.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { icons } from "../app/ui/icons.ts";

const files = new Map(
  globSync("node_modules/@codegouvfr/react-dsfr/dsfr/icons/*/*.svg").map((file) => [
    basename(file, ".svg"),
    file,
  ]),
);

const rules = icons.map((name) => {
  const file = files.get(name);
  if (!file) throw new Error(`DSFR has no icon named ${name}`);
  return `.fr-icon-${name} {\n  --icon: ${dataUrl(readFileSync(file, "utf8"))};\n}\n`;
});

writeFileSync(
  "app/ui/styles/icons.css",
  `/* Written by scripts/icons.ts from app/ui/icons.ts. Drawings: Remix Icon and DSFR. */
[class^="fr-icon-"]::before,
[class^="fr-icon-"]::after,
[class*=" fr-icon-"]::before,
[class*=" fr-icon-"]::after {
  -webkit-mask-image: var(--icon);
  mask-image: var(--icon);
}
${rules.join("")}`,
);

/** A quoted CSS string holds no line break, no double quote; a URL, no `#`. */
function dataUrl(svg: string): string {
  const drawing = svg
    .replace(/ (width|height)="24"/g, "")
    .replace(/\s+/g, " ")
    .replaceAll('"', "'")
    .replaceAll("#", "%23")
    .trim();
  return `url("data:image/svg+xml,${drawing}")`;
}
