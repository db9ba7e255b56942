import type { NetChange } from "./net-changes.ts";
import type { KeptReason } from "./undoable.ts";

/** What became of each change: reverted (null), or why it was left. */
export type Outcomes = Map<NetChange, KeptReason | null>;

/** Those of these rows are reverted, the others are left for this reason. */
export function outcomesOf(changes: NetChange[], done: ReadonlySet<string>, otherwise: KeptReason): Outcomes {
  return new Map(changes.map((change) => [change, done.has(change.rowId) ? null : otherwise]));
}
