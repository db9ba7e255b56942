import type { CoverageRow } from "./coverage.server.ts";

export const SORTS = ["name", "stage", "count", "last"] as const;
export type Sort = (typeof SORTS)[number];

const RANK = { active: 6, volunteer: 5, meeting: 4, contacted: 3, pipeline: 2, stopped: 1, none: 0 } as const;
const compareNames = new Intl.Collator("fr").compare;

/** The table's order: the furthest first, the most numerous, the most recent, or by name; then by name. */
export function sortRows(rows: CoverageRow[], sort: Sort): CoverageRow[] {
  const key: Record<Sort, (row: CoverageRow) => number> = {
    name: () => 0,
    stage: ({ reach }) => RANK[reach],
    count: ({ count }) => count,
    last: ({ lastInteractionAt }) => lastInteractionAt?.getTime() ?? 0,
  };
  return rows.toSorted(
    (one, other) => key[sort](other) - key[sort](one) || compareNames(one.name, other.name),
  );
}
