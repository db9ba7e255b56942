import { dayNumber, type Moment } from "#app/ui/format.ts";
import type { Opportunity } from "./opportunity.ts";

/** Whole days at the present stage, as Paris counts them; never less than none. */
export function daysAtStage({ stageSince }: Pick<Opportunity, "stageSince">, now: Moment): number {
  return Math.max(0, dayNumber(now) - dayNumber(stageSince));
}
