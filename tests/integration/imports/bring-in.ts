import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { checkImport, createImport } from "#app/imports/imports.server.ts";
import { runImport } from "#app/imports/run.server.ts";
import { keepUpload } from "#app/imports/uploads.server.ts";

/** Keeps a file's content, and prepares its import. */
export async function prepare(
  actor: Actor,
  kind: ImportKind,
  content: string | Uint8Array,
  name = "contacts.csv",
) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  async function* pieces() {
    yield bytes;
  }
  const uploadId = await keepUpload(actor, name, pieces());
  return createImport(actor, { kind, uploadId, options: { source: "salon des maires" } });
}

/** Brings a file in, or checks it (`dry`): what the command line answers. */
export async function bringIn(
  actor: Actor,
  kind: ImportKind,
  content: string | Uint8Array,
  { dry = false }: { dry?: boolean } = {},
) {
  const { id, mapping } = await prepare(actor, kind, content);
  await checkImport(actor, id, { mapping, options: { source: "salon des maires" }, run: !dry });
  await runImport(id);
  return reportOf(id);
}

export async function reportOf(id: string) {
  const { created, updated, unchanged, state, error, refusals } = await db.import.findUniqueOrThrow({
    where: { id },
    include: { refusals: { select: { line: true, reasons: true }, orderBy: { line: "asc" } } },
  });
  return {
    id,
    state,
    error,
    created,
    updated,
    unchanged,
    refused: refusals as { line: number; reasons: string[] }[],
  };
}
