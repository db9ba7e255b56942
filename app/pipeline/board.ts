import type { Opportunity } from "./opportunity.ts";
import type { PipelineStage } from "./stage.ts";

/** Where a partnership stands among others of its stage. */
type Placed = Pick<Opportunity, "id" | "stageKind" | "stageSince" | "nextActionAt" | "wakeOn">;

/** Under this share of the whole, the first and last stages are rare. */
const RARE = 0.1;

/**
 * The stages that begin folded: what was set aside, and the two ends of the way while few are there. Never all that
 * hold something: the fullest stays open.
 * @param counts how many stand at each stage, by its id
 */
export function foldedAtFirst(
  stages: Pick<PipelineStage, "id" | "kind" | "milestone">[],
  counts: Readonly<Record<string, number>>,
): Set<string> {
  const at = ({ id }: { id: string }) => counts[id] ?? 0;
  const total = stages.reduce((sum, stage) => sum + at(stage), 0);
  const folded = stages.filter((stage) => {
    if (stage.kind === "dormant" || stage.kind === "lost") return true;
    const isEnd = stage.milestone === "qualification" || stage.milestone === "ambassador";
    return isEnd && (at(stage) === 0 || at(stage) < RARE * total);
  });
  const ids = new Set(folded.map(({ id }) => id));
  const open = stages.filter(({ id }) => !ids.has(id));
  const fullest = stages.toSorted((one, other) => at(other) - at(one))[0];
  if (fullest && at(fullest) > 0 && open.every((stage) => at(stage) === 0)) ids.delete(fullest.id);
  return ids;
}

/** When somebody is next to do something, as the server orders by it. */
function dueOf({ stageKind, wakeOn, nextActionAt }: Placed): string | null {
  if (stageKind === "lost") return null;
  return stageKind === "dormant" ? wakeOn : nextActionAt;
}

/** What is to be done first comes first, then who has been there for longest; what has no date, last. */
export function byUrgency(one: Placed, other: Placed): number {
  const [first, second] = [dueOf(one), dueOf(other)];
  if (first !== second) return first === null ? 1 : second === null ? -1 : first < second ? -1 : 1;
  if (one.stageSince !== other.stageSince) return one.stageSince < other.stageSince ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** Where it would land among rows that are in order. */
export function placeAmong(rows: Placed[], row: Placed): number {
  const at = rows.findIndex((other) => byUrgency(row, other) < 0);
  return at < 0 ? rows.length : at;
}

export type Step = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

/**
 * The card an arrow leads to: above or below, or beside in the next column that has some, as far down as it goes.
 * @param columns the ids of the cards of each column in sight
 * @returns null where there is nothing further
 */
export function cardBeside(columns: string[][], from: string, step: Step): string | null {
  const at = columns.findIndex((cards) => cards.includes(from));
  if (at < 0) return columns.find((cards) => cards.length > 0)?.[0] ?? null;
  const cards = columns[at]!;
  const row = cards.indexOf(from);
  if (step === "ArrowUp") return cards[row - 1] ?? null;
  if (step === "ArrowDown") return cards[row + 1] ?? null;
  if (step === "Home") return cards[0]!;
  if (step === "End") return cards.at(-1)!;
  const beyond = step === "ArrowRight" ? columns.slice(at + 1) : columns.slice(0, at).reverse();
  const next = beyond.find((others) => others.length > 0);
  return next ? next[Math.min(row, next.length - 1)]! : null;
}
