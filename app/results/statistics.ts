export type Interval = { low: number; high: number };

/** The quantile of the normal law at 97.5 %: two-sided 95 %. */
const Z = 1.959963984540054;
/** Under this, no variant is crowned. */
export const CROWN_AT = 0.95;

/**
 * Wilson's score interval at 95 % of a proportion: right for small samples, and never outside 0 to 1. Of nothing, nothing
 * is known: 0 to 1.
 * @throws {RangeError} when `reached` is no part of `of`
 */
export function wilson(reached: number, of: number): Interval {
  if (!(reached >= 0 && reached <= of)) throw new RangeError(`${reached} is no part of ${of}`);
  if (of === 0) return { low: 0, high: 1 };
  const p = reached / of;
  const z2 = Z * Z;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return {
    low: reached === 0 ? 0 : Math.max(0, middle - half),
    high: reached === of ? 1 : Math.min(1, middle + half),
  };
}

export type Arm = { reached: number; of: number };

/** Beyond, the exact sum has too many terms; the normal law is then as good. */
const EXACT_UP_TO = 20_000;

/**
 * P(B > A): how likely it is that B's true rate is over A's, each Beta(1 + reached, 1 + missed). Exact, by the finite sum
 * over B's successes.
 */
export function probabilityBetter(a: Arm, b: Arm): number {
  const [a1, b1] = [a.reached + 1, a.of - a.reached + 1];
  const [a2, b2] = [b.reached + 1, b.of - b.reached + 1];
  if (a2 > EXACT_UP_TO) return normalBetter([a1, b1], [a2, b2]);
  let sum = 0;
  const base = logBeta(a1, b1);
  for (let i = 0; i < a2; i++)
    sum += Math.exp(logBeta(a1 + i, b1 + b2) - Math.log(b2 + i) - logBeta(1 + i, b2) - base);
  return Math.min(1, Math.max(0, sum));
}

/** Who wins, if anyone may be said to: `null` under 95 % either way. */
export function winner(a: Arm, b: Arm): { better: number; wins: "A" | "B" | null } {
  const better = probabilityBetter(a, b);
  return { better, wins: better >= CROWN_AT ? "B" : 1 - better >= CROWN_AT ? "A" : null };
}

/**
 * How many people each arm takes to tell one rate from another: two-sided 5 %, power 80 %, the usual formula with the
 * pooled variance. 5 % from 8 % takes 1 059.
 */
export function sampleSize(one: number, other: number): number {
  if (one === other) return Infinity;
  const power = 0.8416212335729143;
  const mean = (one + other) / 2;
  const root =
    Z * Math.sqrt(2 * mean * (1 - mean)) + power * Math.sqrt(one * (1 - one) + other * (1 - other));
  return Math.ceil((root * root) / (one - other) ** 2);
}

/**
 * How long somebody took to answer, or how long they have been waited for (`answered` false: censored); `people` of
 * them, one when it is not said.
 */
export type Wait = { days: number; answered: boolean; people?: number };
export type SurvivalPoint = { days: number; atRisk: number; answered: number; waiting: number };

/**
 * Kaplan and Meier: the share of people still silent after so many days. Who is still awaited counts until today, and
 * then leaves what the share is of, without having answered.
 * @returns the points where it falls, in order; `waiting` from 1 down to 0
 */
export function kaplanMeier(waits: Wait[]): SurvivalPoint[] {
  const byDay = [...Map.groupBy(waits, ({ days }) => days)].toSorted(([one], [other]) => one - other);
  const points: SurvivalPoint[] = [];
  let [waiting, atRisk] = [1, people(waits)];
  for (const [days, group] of byDay) {
    const answered = people(group.filter((wait) => wait.answered));
    if (answered > 0) {
      waiting *= 1 - answered / atRisk;
      points.push({ days, atRisk, answered, waiting });
    }
    atRisk -= people(group);
  }
  return points;
}

const people = (waits: Wait[]) => waits.reduce((sum, wait) => sum + (wait.people ?? 1), 0);

/** ln B(a, b) */
function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, of x raised over 10: 12 digits. */
function logGamma(x: number): number {
  let [shifted, shift] = [x, 0];
  while (shifted < 10) shift -= Math.log(shifted++);
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return shift + (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series;
}

type Beta = [number, number];

function normalBetter(one: Beta, other: Beta): number {
  const gap = mean(other) - mean(one);
  return normal(gap / Math.sqrt(variance(one) + variance(other)));
}

const mean = ([a, b]: Beta) => a / (a + b);
const variance = ([a, b]: Beta) => (a * b) / ((a + b) ** 2 * (a + b + 1));

/** The normal law's cumulated probability (Abramowitz and Stegun 26.2.17, within 7.5e-8). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
