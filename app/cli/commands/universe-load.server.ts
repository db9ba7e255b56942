import { open } from "node:fs/promises";
import { basename } from "node:path";
import { countInstitutions } from "#app/cli/count-institutions.server.ts";
import type { Answer, Run } from "#app/cli/command.ts";
import { AppError } from "#app/errors.ts";
import { applyLoad, readChanges } from "#app/universe/dila/apply.server.ts";
import { currentLoad, dropLoad } from "#app/universe/dila/loads.server.ts";
import { readDila } from "#app/universe/dila/read.server.ts";
import { loadUniverse } from "#app/universe/load.server.ts";

export const loadReferenceData: Run = async ({ dila, "dry-run": dry }, tell) => {
  if (typeof dila === "string") return loadDirectory(dila, dry === true, tell);
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

/** Phones and addresses, from a dump of the directory; a dry run tells what they would be, and leaves nothing. */
async function loadDirectory(path: string, dry: boolean, tell: (line: string) => void): Promise<Answer> {
  const file = await open(path).catch((error: { code?: string }) => {
    throw new AppError("not_found", `This file cannot be read (${error.code}): ${path}`);
  });
  const loadId = await readDila(file.createReadStream(), {
    fileName: basename(path),
    onProgress: (read) => read % 10_000 === 0 && tell(`Reading the directory: ${read} records`),
  });
  const changes = await readChanges(loadId);
  if (dry) await dropLoad(loadId);
  else
    await applyLoad(loadId, { onProgress: (applied) => tell(`Applying the directory: ${applied} records`) });
  const { counts, vintage } = (await currentLoad(loadId))!;
  const { read, matched, ambiguous, unmatched, refused, by, byType, reasons } = counts;
  return {
    json: {
      ...{ loadId, applied: !dry, vintage, read, matched, by, ambiguous, unmatched, refused },
      ...{ reasons, changes, byType },
    },
    lines: [
      `${read} records read: ${matched} matched, ${ambiguous} ambiguous, ${unmatched} without institution, ${refused} refused.`,
      `${dry ? "Would change" : "Changed"} ${changes.institutions} institutions: ${changes.phone} phones, ${changes.email} e-mails, ${changes.website} sites, ${changes.address} addresses.`,
    ],
  };
}
