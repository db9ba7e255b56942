import type { Chance } from "./chance.ts";

/** A stage by what it proves (`Milestone`), or by its kind where it proves nothing. */
export type StageKey =
  | "qualification"
  | "contact"
  | "contacted"
  | "meeting"
  | "volunteer"
  | "deployed"
  | "active"
  | "dormant"
  | "lost";

/** The half-way state, furthest first: 40 called, 10 met, 6 volunteers. */
export const STAGE_COUNTS: Record<StageKey, number> = {
  ...{ active: 1, deployed: 2, volunteer: 6, meeting: 12 },
  ...{ dormant: 7, lost: 4, contact: 7, contacted: 54, qualification: 4 },
};

/** A stage reached, so many days ago. */
export type Reached = { stage: StageKey; daysAgo: number };

/**
 * The stages gone through until today's, the oldest first.
 * @param daysAgo when today's was reached; drawn when absent
 */
export function pathTo(stage: StageKey, chance: Chance, daysAgo?: number): Reached[] {
  const path: Reached[] = [{ stage, daysAgo: daysAgo ?? chance.between(...AGES[stage]) }];
  for (let before = BEFORE[stage]; before; before = BEFORE[before.stage])
    path.unshift({ stage: before.stage, daysAgo: path[0]!.daysAgo + chance.between(...before.days) });
  return path;
}

type Days = [least: number, most: number];

/** Since when an institution is at its stage. */
const AGES: Record<StageKey, Days> = {
  ...{ qualification: [1, 9], contact: [3, 24], contacted: [8, 54], meeting: [2, 24], volunteer: [7, 30] },
  ...{ deployed: [16, 34], active: [36, 42], dormant: [6, 40], lost: [10, 60] },
};

/** What comes before a stage, and how long it lasts. */
const BEFORE: Partial<Record<StageKey, { stage: StageKey; days: Days }>> = {
  meeting: { stage: "contacted", days: [7, 18] },
  volunteer: { stage: "meeting", days: [10, 24] },
  deployed: { stage: "volunteer", days: [18, 32] },
  active: { stage: "deployed", days: [18, 28] },
  dormant: { stage: "contacted", days: [5, 18] },
  lost: { stage: "contacted", days: [5, 18] },
};
