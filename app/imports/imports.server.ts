import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import type { ImportKind } from "#app/db/generated/enums.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { guessMapping, lackOf, type Mapping } from "./mapping.ts";
import { type Layout, layoutSchema, readLayout } from "./reading.server.ts";
import type { Reading } from "./table.server.ts";
import { uploadSource } from "./uploads.server.ts";

export type ImportOptions = { source?: string | undefined; collectedOn?: string | null | undefined };

/**
 * A file to bring in, with what its columns seem to be.
 * @throws {AppError} invalid, when it cannot be read; the file is then forgotten
 */
export async function createImport(
  actor: Actor,
  { kind, uploadId, options = {} }: { kind: ImportKind; uploadId: string; options?: ImportOptions },
): Promise<{ id: string; mapping: Mapping; layout: Layout }> {
  requireRole(actor, "deployer");
  const upload = await db.upload.findFirst({ where: { id: uploadId, productId: actor.productId } });
  if (!upload) throw notFound("Ce fichier");
  try {
    const layout = await readLayout(uploadSource(uploadId), kind);
    const mapping = guessMapping(kind, layout.columns, layout.samples);
    const { id } = await transaction(actor, "import.création", (tx) =>
      tx.import.create({
        data: {
          ...{ productId: actor.productId, createdById: actor.userId, uploadId, kind },
          ...{ fileName: upload.fileName, reading: layout, mapping, options },
        },
        select: { id: true },
      }),
    );
    return { id, mapping, layout };
  } catch (error) {
    await db.upload.deleteMany({ where: { id: uploadId } });
    throw error;
  }
}

/** Reads the file again another way: encoding, delimiter, line of the titles, kind. What columns feed is guessed anew. */
export async function readAgain(
  actor: Actor,
  id: string,
  chosen: Partial<Reading> & { header?: number; kind?: ImportKind },
): Promise<void> {
  const { uploadId, kind: before } = await openImport(actor, id, ["mapping", "ready"]);
  const kind = chosen.kind ?? before;
  const layout = await readLayout(uploadSource(uploadId), kind, chosen);
  const mapping = guessMapping(kind, layout.columns, layout.samples);
  await change(actor, id, { kind, reading: layout, mapping, state: "mapping" });
}

type Preparation = { mapping: Mapping; options: ImportOptions; run?: boolean; fault?: string | undefined };

/**
 * What the columns are, and what is said once for the file. Everything is then checked, and nothing written; or, for
 * who has no page to look at, written at once (`run`).
 */
export async function checkImport(
  actor: Actor,
  id: string,
  { mapping, options, run = false, fault }: Preparation,
): Promise<void> {
  const { kind, reading } = await openImport(actor, id, ["mapping", "ready"]);
  const { columns } = layoutSchema.parse(reading);
  const fed = Object.fromEntries(
    Object.entries(mapping).filter(([column, field]) => field && columns.includes(column)),
  );
  const lack = fault ?? lackOf(kind, fed);
  // What was chosen is kept, whatever it lacks.
  if (lack) await change(actor, id, { mapping: fed, state: "mapping" });
  if (lack) throw new AppError("invalid", lack, { fields: { mapping: lack } });
  await change(actor, id, { mapping: fed, options, state: run ? "running" : "checking" });
}

/** Does what was checked. A second call changes nothing. */
export async function startImport(actor: Actor, id: string): Promise<void> {
  const { state } = await openImport(actor, id, ["ready", "running"]);
  if (state === "running") return;
  await transaction(actor, "import.lancement", async (tx) => {
    const counts = { rowsDone: 0, created: 0, updated: 0, unchanged: 0, refused: 0, error: null };
    const { count } = await tx.import.updateMany({
      where: { id, state: "ready" },
      data: { ...counts, state: "running", startedAt: new Date() },
    });
    if (count === 0) return;
    await tx.importRefusal.deleteMany({ where: { importId: id } });
    await tx.importKey.deleteMany({ where: { importId: id } });
  });
}

/** Gives up a file of which nothing has been written. */
export async function cancelImport(actor: Actor, id: string): Promise<void> {
  const { uploadId } = await openImport(actor, id, ["mapping", "checking", "ready", "failed"]);
  await change(actor, id, { state: "cancelled", uploadId: null, finishedAt: new Date() });
  await db.importRefusal.deleteMany({ where: { importId: id } });
  await db.upload.deleteMany({ where: { id: uploadId } });
}

async function openImport(actor: Actor, id: string, states: string[]) {
  requireRole(actor, "deployer");
  const found = await db.import.findFirst({
    where: { id: uuidOr404(id, "Cet import"), productId: actor.productId },
    select: { kind: true, state: true, uploadId: true, reading: true },
  });
  if (!found) throw notFound("Cet import");
  const { uploadId } = found;
  if (!states.includes(found.state) || !uploadId)
    throw new AppError("conflict", "Cet import n’en est plus là : rouvrez sa page pour voir où il en est.");
  return { ...found, uploadId };
}

type Data = Parameters<typeof db.import.update>[0]["data"];

async function change(actor: Actor, id: string, data: Data): Promise<void> {
  await transaction(actor, "import.préparation", (tx) =>
    tx.import.update({ where: { id }, data, select: { id: true } }),
  );
}
