import { countInstitutions } from "#app/cli/count-institutions.server.ts";
import type { Run } from "#app/cli/command.ts";
import { loadUniverse } from "#app/universe/load.server.ts";

export const loadReferenceData: Run = async (_, tell) => {
  const { steps } = await loadWithProgress(tell);
  const institutions = await countInstitutions();
  const sources = steps.map(({ key, source, vintage, done }) => ({ key, source, vintage, rows: done }));
  return { json: { institutions, steps: sources }, lines: [`${institutions} institutions are loaded.`] };
};

/** Loads what is missing; says how far it is, each time it has come one percent further. */
export function loadWithProgress(tell: (line: string) => void) {
  let told = -1;
  return loadUniverse(({ percent, institutions }) => {
    if (percent === told) return;
    told = percent;
    tell(`Loading the universe: ${percent} %, ${institutions.done} institutions of ${institutions.total}`);
  });
}
