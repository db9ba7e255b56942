import { isoDay } from "#app/ui/format.ts";
import type { Cell } from "./map.ts";

const COLUMNS: [head: string, value: (cell: Cell) => string | number | null][] = [
  ["Code", ({ code }) => code],
  ["Territoire", ({ name }) => name],
  ["Étape la plus avancée", ({ stage }) => stage],
  ["Partenariats", ({ count }) => count],
  ["Dans la Cible", ({ target }) => target],
  ["Volontaires ou plus, dans la Cible", ({ won }) => won],
  ["Habitants", ({ population }) => population],
  ["Habitants inscrits", ({ covered }) => covered.enrolled],
  ["Habitants équipés", ({ covered }) => covered.equipped],
  ["Habitants où l’usage est prouvé", ({ covered }) => covered.active],
  ["Dernière preuve d’usage", ({ covered }) => covered.proof],
  ["Dernier échange", ({ last }) => last && isoDay(last)],
];

/** As French spreadsheets open it: semicolons, a byte order mark; no cell is read as a formula. */
export function csvOf(cells: Cell[]): string {
  const lines = [
    COLUMNS.map(([head]) => head),
    ...cells.map((cell) => COLUMNS.map(([, value]) => value(cell))),
  ];
  return `\uFEFF${lines.map((line) => line.map(written).join(";")).join("\r\n")}\r\n`;
}

function written(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
