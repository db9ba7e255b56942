/**
 * The arithmetic of an objective. Pure: days are numbers (`dayNumber`), `today` is a parameter.
 */

/** What a day adds to, or takes from, a figure. */
export type Delta = { day: number; delta: number };

/** A cycle, from its first day to its last, both counted. */
export type Span = { starts: number; ends: number };

/** Under two weeks, a straight line says nothing yet. */
export const TOO_EARLY_DAYS = 14;

/** The figure at the end of each of these days; what came before is counted too. */
export function valuesAt(deltas: Delta[], days: number[]): number[] {
  const inOrder = deltas.toSorted((one, other) => one.day - other.day);
  const asked = days.map((day, index) => ({ day, index })).toSorted((one, other) => one.day - other.day);
  const values = days.map(() => 0);
  let [sum, next] = [0, 0];
  for (const { day, index } of asked) {
    while (next < inOrder.length && inOrder[next]!.day <= day) sum += inOrder[next++]!.delta;
    values[index] = sum;
  }
  return values;
}

/** One day a week from the first to today, and today; the last day once the cycle is over. */
export function pointsOf({ starts, ends }: Span, today: number): number[] {
  const last = Math.min(today, ends);
  const days: number[] = [];
  for (let day = starts; day < last; day += 7) days.push(day);
  return last >= starts ? [...days, last] : days;
}

export type Standing = {
  /** What was there the day before the cycle began. */
  base: number;
  value: number;
  target: number;
};

export type Outlook = {
  state: "reached" | "early" | "onTrack" | "risk" | "missed";
  /** Where a straight line to the target passes today. */
  expected: number;
  /** Where the cycle so far leads, at its end; null before two weeks. */
  projection: number | null;
  /** What is missing. */
  missing: number;
  /** Days left after today. */
  daysLeft: number;
};

/**
 * Where an objective stands and where it leads: linear on the cycle so far. Of two figures the higher never lands lower.
 * @param step what the figure goes by: 1 for what is counted, 0.1 for a percentage; a projection is rounded down to it
 */
export function outlook({ base, value, target }: Standing, span: Span, today: number, step = 1): Outlook {
  const total = span.ends - span.starts + 1;
  const elapsed = Math.min(Math.max(today - span.starts + 1, 0), total);
  const over = today > span.ends;
  const expected = base + (target - base) * (elapsed / total);
  const line = Math.max(0, base + ((value - base) * total) / Math.max(elapsed, 1));
  const projection = over ? value : elapsed < TOO_EARLY_DAYS ? null : roundDown(line, step);
  return {
    ...{
      expected,
      projection,
      missing: Math.max(0, target - value),
      daysLeft: Math.max(0, span.ends - today),
    },
    state: stateOf(value, target, projection, over),
  };
}

function stateOf(value: number, target: number, projection: number | null, over: boolean): Outlook["state"] {
  if (value >= target) return "reached";
  if (over) return "missed";
  if (projection === null) return "early";
  return projection >= target ? "onTrack" : "risk";
}

export type Pace = { count: number; days: number };

/**
 * The pace that reaches the target on the last day: one every so many days, or so many a week; null when nothing is
 * missing, or when no day is left.
 */
export function paceNeeded(
  { missing, daysLeft }: Pick<Outlook, "missing" | "daysLeft">,
  step = 1,
): Pace | null {
  if (missing <= 0 || daysLeft <= 0) return null;
  const every = Math.floor(daysLeft / missing);
  if (step === 1 && every >= 2) return { count: 1, days: every };
  if (daysLeft < 7) return { count: roundUp(missing, step), days: daysLeft };
  return { count: roundUp((missing * 7) / daysLeft, step), days: 7 };
}

const EPSILON = 1e-6;

function roundDown(value: number, step: number): number {
  return Math.floor(value / step + EPSILON) * step;
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step - EPSILON) * step;
}
