import { COVERAGES, type Coverage } from "./coverage.ts";
import type { Cell, Reach } from "./map.ts";

/** One text a column, a line a cell, nothing where there is nothing: a third of the weight of as many objects. */
export type PackedCells = Record<keyof typeof columns, string>;

/** To the minute: nobody reads more of an exchange on a map. */
const MINUTE = 60_000;
const REACHES: Reach[] = ["none", "pipeline", "contacted", "meeting", "volunteer", "active", "stopped"];
const COVERED: Coverage[] = COVERAGES.toReversed();

const count = (value: number) => (value === 0 ? "" : value.toString(36));
const toCount = (text: string) => (text === "" ? 0 : Number.parseInt(text, 36));

type Column = { write: (cell: Cell) => string; read: (text: string) => unknown };

const columns = {
  code: { write: ({ code }) => code, read: (text) => text },
  name: { write: ({ name }) => name, read: (text) => text },
  population: {
    write: ({ population }) => population?.toString(36) ?? "",
    read: (text) => (text === "" ? null : Number.parseInt(text, 36)),
  },
  departementCode: { write: ({ departementCode }) => departementCode ?? "", read: orNull },
  regionCode: { write: ({ regionCode }) => regionCode ?? "", read: orNull },
  reach: {
    write: ({ reach }) => count(REACHES.indexOf(reach)),
    read: (text) => REACHES[toCount(text)],
  },
  stage: { write: ({ stage }) => stage ?? "", read: orNull },
  count: { write: (cell) => count(cell.count), read: toCount },
  users: { write: ({ users }) => count(users), read: toCount },
  activeUsers: { write: ({ activeUsers }) => count(activeUsers), read: toCount },
  last: {
    write: ({ last }) => (last ? Math.floor(Date.parse(last) / MINUTE).toString(36) : ""),
    read: (text) => (text === "" ? null : new Date(Number.parseInt(text, 36) * MINUTE).toISOString()),
  },
  target: { write: ({ target }) => count(target), read: toCount },
  won: { write: ({ won }) => count(won), read: toCount },
  coverage: {
    write: ({ covered }) => count(COVERED.indexOf(covered.coverage)),
    read: (text) => COVERED[toCount(text)],
  },
  by: { write: ({ covered }) => covered.by ?? "", read: orNull },
  proof: { write: ({ covered }) => covered.proof ?? "", read: orNull },
  enrolled: { write: ({ covered }) => count(covered.enrolled), read: toCount },
  equipped: { write: ({ covered }) => count(covered.equipped), read: toCount },
  active: { write: ({ covered }) => count(covered.active), read: toCount },
} satisfies Record<string, Column>;

const IN_COVERED = ["coverage", "by", "proof", "enrolled", "equipped", "active"];

export function packCells(cells: Cell[]): PackedCells {
  const entries = Object.entries<Column>(columns).map(([name, { write }]) => [
    name,
    cells.map(write).join("\n").trimEnd(),
  ]);
  return Object.fromEntries(entries) as PackedCells;
}

export function unpackCells(packed: PackedCells): Cell[] {
  const read = Object.entries<Column>(columns).map(([name, column]) => ({
    name,
    column,
    lines: packed[name as keyof PackedCells].split("\n"),
  }));
  const codes = packed.code === "" ? [] : packed.code.split("\n");
  return codes.map((_, index) => {
    const values = read.map(({ name, column, lines }) => [name, column.read(lines[index] ?? "")] as const);
    return {
      ...Object.fromEntries(values.filter(([name]) => !IN_COVERED.includes(name))),
      covered: Object.fromEntries(values.filter(([name]) => IN_COVERED.includes(name))),
    } as Cell;
  });
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
