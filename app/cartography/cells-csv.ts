import { csvLine } from "#app/exports/csv.ts";
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

/** As French spreadsheets open it; a line a territory, after the heads. */
export function csvOf(cells: Cell[]): string {
  const lines = [
    COLUMNS.map(([head]) => head),
    ...cells.map((cell) => COLUMNS.map(([, value]) => value(cell))),
  ];
  return `\uFEFF${lines.map((line) => csvLine(line.map(written))).join("")}`;
}

const written = (value: string | number | null) => (value === null ? null : String(value));
