import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { emailSchema } from "#app/auth/users.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { db } from "#app/db/db.server.ts";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import { checkImport, createImport } from "#app/imports/imports.server.ts";
import { runImport } from "#app/imports/run.server.ts";
import { keepUpload } from "#app/imports/uploads.server.ts";
import { plural } from "#app/ui/format.ts";

const schema = z.object({
  file: z.string(),
  "dry-run": z.boolean().default(false),
  source: z.string().trim().max(200).optional(),
  email: emailSchema.optional(),
  product: z.string().trim().optional(),
});

/** Brings a file in, as the page does; or, on a dry run, says what it would do and leaves it ready on the page. */
export const importFile =
  (kind: ImportKind): Run =>
  async (values, tell) => {
    const { file, "dry-run": dry, source, ...asked } = parseOrThrow(schema, values);
    const member = await findMembership(asked);
    checkFile(file);
    const uploadId = await keepUpload(member, basename(file), createReadStream(file));
    const options = { source };
    const { id, mapping } = await createImport(member, { kind, uploadId, options });
    await checkImport(member, id, { mapping, options, run: !dry });
    await runImport(id, {
      wait: true,
      onProgress: (done, total) => tell(`${done}${total === null ? "" : ` / ${total}`}`),
    });
    return report(id, dry);
  };

function checkFile(file: string): void {
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch {
    throw new AppError("not_found", `Le fichier ${file} n’existe pas, ou ne se laisse pas lire.`);
  }
  if (!isFile) throw new AppError("invalid", `${file} n’est pas un fichier.`);
}

async function report(importId: string, dry: boolean) {
  const done = await db.import.findUniqueOrThrow({
    where: { id: importId },
    select: {
      ...{ state: true, error: true, created: true, updated: true, unchanged: true },
      refusals: { select: { line: true, reasons: true }, orderBy: { line: "asc" } },
    },
  });
  if (done.state === "failed") throw new AppError("invalid", done.error ?? "L’import a échoué.");
  const { created, updated, unchanged, refusals: refused } = done;
  const counts = `${plural(created, "créé")}, ${plural(updated, "modifié")}, ${unchanged} sans changement`;
  return {
    json: { importId, created, updated, unchanged, refused },
    lines: [
      `${dry ? "À blanc : " : ""}${counts}, ${plural(refused.length, "ligne refusée", "lignes refusées")}.`,
      ...refused.map(({ line, reasons }) => `  ligne ${line} : ${(reasons as string[]).join(" ; ")}`),
      `Import ${importId}`,
    ],
  };
}
