import type { Cell, Reach } from "./map.ts";
import type { Sort } from "./map-url.ts";

const RANK: Record<Reach, number> = {
  ...{ active: 6, volunteer: 5, meeting: 4, contacted: 3, pipeline: 2, stopped: 1, none: 0 },
};
const compareNames = new Intl.Collator("fr").compare;

/** The table's order: the furthest first, the most penetrated, the most populated, the most recent, or by name. */
export function sortCells(cells: Cell[], sort: Sort): Cell[] {
  const key: Record<Sort, (cell: Cell) => number> = {
    nom: () => 0,
    etape: ({ reach }) => RANK[reach],
    cible: ({ won, target }) => (target > 0 ? 1 + won / target : 0),
    population: ({ population }) => population ?? 0,
    echange: ({ last }) => (last ? Date.parse(last) : 0),
  };
  const second: (cell: Cell) => number = sort === "nom" ? () => 0 : ({ population }) => population ?? 0;
  return cells.toSorted(
    (one, other) =>
      key[sort](other) - key[sort](one) ||
      second(other) - second(one) ||
      compareNames(one.name, other.name) ||
      (one.code < other.code ? -1 : 1),
  );
}
