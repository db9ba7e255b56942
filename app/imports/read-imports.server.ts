import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { ImportKind, ImportState } from "#app/db/generated/enums.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { type Preview, readPreview } from "./import.ts";
import { type Mapping, mappingSchema } from "./mapping.ts";
import { type Layout, layoutSchema } from "./reading.server.ts";
import { readUndoing, type Undoing } from "./undo.server.ts";

/** A past or present import, as the list tells it. */
export type ImportLine = {
  id: string;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  by: string | null;
  createdAt: Date;
  undoAskedAt: Date | null;
  undoneAt: Date | null;
};

const LISTED = 100;
const REFUSALS_SHOWN = 200;

const line = {
  ...{ id: true, kind: true, state: true, fileName: true, created: true, updated: true, unchanged: true },
  ...{ refused: true, createdById: true, createdAt: true, undoAskedAt: true, undoneAt: true },
} as const;

/** The product's last hundred imports, the last first. */
export async function listImports({ productId }: Actor): Promise<ImportLine[]> {
  const rows = await db.import.findMany({
    ...{ where: { productId }, select: line, orderBy: { createdAt: "desc" }, take: LISTED },
  });
  const names = await namesOf(rows.map(({ createdById }) => createdById));
  return rows.map(({ createdById, ...row }) => ({ ...row, by: names.get(createdById ?? "") ?? null }));
}

export type ImportFile = ImportLine & {
  layout: Layout;
  mapping: Mapping;
  options: { source?: string; collectedOn?: string | null };
  rowsDone: number;
  rowsTotal: number | null;
  error: string | null;
  finishedAt: Date | null;
  preview: Preview;
  undoing: Undoing;
  keptRows: { name: string; reason: string; table: string; id: string }[];
  refusals: { line: number; reasons: string[]; cells: string[] }[];
  /** It can still be prepared: its file is there. */
  open: boolean;
};

/** @throws {AppError} not_found */
export async function getImport(actor: Actor, id: string): Promise<ImportFile> {
  const found = await db.import.findFirst({
    where: { id: uuidOr404(id, "Cet import"), productId: actor.productId },
    select: {
      ...{
        ...line,
        reading: true,
        mapping: true,
        options: true,
        rowsDone: true,
        rowsTotal: true,
        error: true,
      },
      ...{ finishedAt: true, preview: true, undoing: true, uploadId: true },
      refusals: {
        ...{
          select: { line: true, reasons: true, cells: true },
          orderBy: { line: "asc" },
          take: REFUSALS_SHOWN,
        },
      },
    },
  });
  if (!found) throw notFound("Cet import");
  const { reading, mapping, options, preview, undoing, uploadId, createdById, refusals, ...row } = found;
  const names = await namesOf([createdById]);
  const undone = readUndoing(undoing);
  return {
    ...row,
    ...{ by: names.get(createdById ?? "") ?? null, open: uploadId !== null },
    ...{ layout: layoutSchema.parse(reading), mapping: mappingSchema.parse(mapping) },
    ...{ options: options as ImportFile["options"], preview: readPreview(preview), undoing: undone },
    keptRows: await nameKept(actor, undone),
    refusals: refusals as ImportFile["refusals"],
  };
}

async function namesOf(ids: (string | null)[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** What an undoing left, where it has a name: its parts (a post, an address) go without saying. */
async function nameKept({ productId }: Actor, { kept }: Undoing) {
  const idsOf = (table: string) => kept.filter((one) => one.table === table).map(({ rowId }) => rowId);
  const [contacts, institutions] = await Promise.all([
    db.contact.findMany({
      where: { productId, id: { in: idsOf("Contact") } },
      select: { id: true, firstName: true, lastName: true },
    }),
    db.institution.findMany({
      where: { productId, id: { in: idsOf("Institution") } },
      select: { id: true, name: true },
    }),
  ]);
  const names = new Map([
    ...contacts.map(
      ({ id, firstName, lastName }) => [id, [firstName, lastName].filter(Boolean).join(" ")] as const,
    ),
    ...institutions.map(({ id, name }) => [id, name] as const),
  ]);
  return kept.flatMap(({ table, rowId, reason }) => {
    const name = names.get(rowId);
    return name === undefined ? [] : [{ table, id: rowId, reason, name: name || "Sans nom" }];
  });
}
