import type { Actor } from "#app/auth/actor.ts";
import { readPenetration } from "#app/target/penetration.server.ts";
import { dayNumber } from "#app/ui/format.ts";
import { currentCycle } from "./cycles.server.ts";
import { readDeltas } from "./deltas.server.ts";
import { type Counted, stepOf } from "./metrics.ts";
import { outlook, type Outlook, pointsOf, valuesAt } from "./objective.ts";

/** An objective as it stands today, and as it came there. */
export type Tile = Counted &
  Outlook & {
    id: string;
    base: number;
    value: number;
    target: number;
    /** One a week, then today: for the chart and its table. */
    points: { day: number; value: number }[];
    /** Counted over a Cible that is not chosen yet: nothing can be said. */
    lacksTarget: boolean;
  };

type Cycle = { startsOn: Date; endsOn: Date; objectives: (Counted & { id: string; target: number })[] };

/** The objectives of a cycle, in order, as of `now`; past cycles as of their last day. */
export function readTiles(actor: Actor, cycle: Cycle, now: Date): Promise<Tile[]> {
  return Promise.all(cycle.objectives.map((objective) => readTile(actor, objective, cycle, now)));
}

export async function readTile(
  actor: Actor,
  objective: Cycle["objectives"][number],
  cycle: Pick<Cycle, "startsOn" | "endsOn">,
  now: Date,
): Promise<Tile> {
  const span = { starts: dayNumber(cycle.startsOn), ends: dayNumber(cycle.endsOn) };
  const today = dayNumber(now);
  const step = stepOf(objective);
  const over = objective.metric === "penetration" ? ((await readPenetration(actor))?.target ?? 0) : null;
  const deltas = over === 0 ? [] : await readDeltas(actor, objective, cycle);
  const scaled = (value: number) => (over ? Math.round((1000 * value) / over) / 10 : value);
  const days = pointsOf(span, today);
  const [base = 0, ...values] = valuesAt(deltas, [span.starts - 1, ...days]).map(scaled);
  const { id, metric, usageMetric, usageCount, target } = objective;
  const standing = { base, value: values.at(-1) ?? base, target };
  return {
    ...{ id, metric, usageMetric, usageCount, ...standing },
    ...outlook(standing, span, today, step),
    points: days.map((day, index) => ({ day, value: values[index]! })),
    lacksTarget: over === 0,
  };
}

/** For Ma journée: the objectives of the cycle under way; null when there is none. */
export async function readDayObjectives(
  actor: Actor,
  now = new Date(),
): Promise<{ cycle: { id: string; name: string; endsOn: Date; daysLeft: number }; tiles: Tile[] } | null> {
  const cycle = await currentCycle(actor, now);
  const today = dayNumber(now);
  if (!cycle || today < dayNumber(cycle.startsOn) || today > dayNumber(cycle.endsOn)) return null;
  const { id, name, endsOn } = cycle;
  return {
    cycle: { id, name, endsOn, daysLeft: dayNumber(endsOn) - today },
    tiles: await readTiles(actor, cycle, now),
  };
}
