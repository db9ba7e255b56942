import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { isUuid } from "#app/ids.ts";
import { kindLabel } from "#app/institutions/kinds.ts";
import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { countLoad } from "./count.server.ts";
import { currentLoad } from "./loads.server.ts";

export type Doubt = {
  recordId: string;
  name: string;
  type: string | null;
  reason: string | null;
  /** What the record says of itself, by which a human tells. */
  hints: string[];
  candidates: { id: string; name: string; place: string }[];
  /** What was decided: an institution, or « aucune » (null); absent while nothing is. */
  decided?: { institutionId: string | null };
};

const PAGE = 25;

/** The records that only a human can tell, one page; then those already told. */
export async function listDoubts(
  loadId: string,
  after = "",
): Promise<{ doubts: Doubt[]; next: string | null }> {
  const { rows } = await pool.query<Stored>(
    `SELECT "recordId", "name", "type", "reason", "facts", "candidates", "by", "institutionId" FROM "ReferenceRecord"
     WHERE "loadId" = $1 AND ("match" = 'ambiguous' OR "by" = 'hand') AND "recordId" > $2
     ORDER BY "recordId" LIMIT ${PAGE + 1}`,
    [loadId, after],
  );
  const page = rows.slice(0, PAGE);
  const names = await readCandidates(page.flatMap(({ candidates }) => candidates));
  return {
    doubts: page.map(({ facts, candidates, by, institutionId, ...record }) => ({
      ...record,
      hints: HINTS.flatMap((fact) => facts[fact] ?? []),
      candidates: candidates.flatMap((id) => names.get(id) ?? []),
      ...(by === "hand" && { decided: { institutionId } }),
    })),
    next: rows.length > PAGE ? page.at(-1)!.recordId : null,
  };
}

type Stored = Omit<Doubt, "hints" | "candidates" | "decided"> & {
  facts: Record<string, string>;
  candidates: string[];
  by: string | null;
  institutionId: string | null;
};

const HINTS = ["address", "insee", "siret", "phone", "email"];

async function readCandidates(ids: string[]): Promise<Map<string, Doubt["candidates"][number]>> {
  const found = await db.institution.findMany({
    where: { id: { in: ids }, productId: null },
    select: { id: true, name: true, kind: true, territory: { select: { name: true, code: true } } },
  });
  return new Map(
    found.map(({ id, name, kind, territory }) => [
      id,
      {
        id,
        name,
        place: [kindLabel(kind as InstitutionKind), territory && `${territory.name} (${territory.code})`]
          .filter(Boolean)
          .join(" · "),
      },
    ]),
  );
}

/**
 * Says which institution an ambiguous record is, among its candidates, or that it is none (`null`); `undefined` takes
 * the decision back. Nothing is written to the institution before the load is applied, or applied again.
 * @throws {AppError} forbidden; not_found; conflict, when another record already holds that institution
 */
export async function decideDoubt(
  actor: Actor,
  recordId: string,
  institutionId: string | null | undefined,
): Promise<void> {
  requireRole(actor, "admin");
  const load = await currentLoad();
  const record =
    load && (load.state === "report" || load.state === "applied")
      ? await db.referenceRecord.findUnique({ where: { loadId_recordId: { loadId: load.id, recordId } } })
      : null;
  if (!load || !record || (record.match !== "ambiguous" && record.by !== "hand"))
    throw notFound("Cette fiche");
  const where = { loadId_recordId: { loadId: load.id, recordId } };
  if (institutionId === undefined) {
    await db.referenceRecord.update({ where, data: { match: "ambiguous", by: null, institutionId: null } });
  } else if (institutionId === null) {
    await db.referenceRecord.update({ where, data: { match: "unmatched", by: "hand", institutionId: null } });
  } else {
    const candidates = record.candidates as string[];
    if (!isUuid(institutionId) || !candidates.includes(institutionId)) throw notFound("Cette institution");
    await refuseTaken(load.id, recordId, institutionId);
    await db.referenceRecord.update({ where, data: { match: "matched", by: "hand", institutionId } });
  }
  await countLoad(pool, load.id);
}

async function refuseTaken(loadId: string, recordId: string, institutionId: string): Promise<void> {
  const holder = await db.referenceRecord.findFirst({
    where: { loadId, institutionId, match: "matched", NOT: { recordId } },
    select: { name: true },
  });
  if (holder)
    throw new AppError(
      "conflict",
      `« ${holder.name} » est déjà rattachée à cette institution. Choisissez-en une autre, ou aucune.`,
    );
}
