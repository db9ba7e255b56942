import fc from "fast-check";

/**
 * Property tests explore at random on a developer's machine, where a counterexample is good news, and
 * replay the same cases in CI, where a change must not be refused for a fault it did not make.
 * `PROPERTY_RUNS=20` explores twenty times longer.
 */
const runs = Number(process.env["PROPERTY_RUNS"] ?? 1);
fc.configureGlobal({
  ...(process.env["CI"] && { seed: 20261122 }),
  ...(runs > 1 && { numRuns: 100 * runs }),
});
