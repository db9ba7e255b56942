import { useMemo } from "react";
import { type PackedCells, unpackCells } from "./cell-wire.ts";
import type { Cell } from "./map.ts";
import type { MapState } from "./map-url.ts";
import { sortCells } from "./sort-cells.ts";

/** The rows of the table, in its order, and those that are selected; the same objects until they change. */
export function useCells(packed: PackedCells, { within, sort, selection: chosen }: MapState) {
  const all = useMemo(() => unpackCells(packed), [packed]);
  const cells = useMemo(() => sortCells(insideOf(all, within), sort), [all, within, sort]);
  const known = useMemo(() => new Set(cells.map(({ code }) => code)), [cells]);
  const text = chosen.join();
  const selection = useMemo(() => text.split(",").filter((code) => known.has(code)), [text, known]);
  return { cells, selection };
}

/** Those that lie in a région or a département. */
export function insideOf(cells: Cell[], within: string | null): Cell[] {
  if (!within) return cells;
  return cells.filter(
    ({ departementCode, regionCode }) => within === departementCode || within === regionCode,
  );
}
