import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { AppError } from "#app/errors.ts";
import { readSearch } from "#app/search/query.ts";
import { institutionScope } from "./institution-fields.server.ts";

export type Duplicate = { id: string; name: string };

/**
 * One SIREN or SIRET is one institution: what the product sees already holds it, and is offered instead.
 * @throws {AppError} conflict, with the existing institution in its details
 */
export async function refuseKnownIdentifier(
  actor: Actor,
  { siren, siret }: { siren?: string | null | undefined; siret?: string | null | undefined },
  except?: string,
): Promise<void> {
  if (!siren && !siret) return;
  const [existing] = await db.$queryRaw<(Duplicate & { siret: string | null })[]>`
    SELECT i."id", i."name", i."siret" FROM "Institution" i
    WHERE (i."siren" = ${siren ?? null} OR i."siret" = ${siret ?? null}) AND ${institutionScope(actor)}
      AND i."id" IS DISTINCT FROM ${except ?? null}::uuid
    ORDER BY i."productId" NULLS FIRST LIMIT 1`;
  if (!existing) return;
  const field = siret && existing.siret === siret ? "siret" : "siren";
  const message = `Ce ${field.toUpperCase()} est celui d’une institution que vous avez déjà : ${existing.name}.`;
  throw new AppError("conflict", message, {
    fields: { [field]: message },
    details: { existing: { id: existing.id, name: existing.name } },
  });
}

/** Institutions whose name is much like this one: the same words, a letter or an article apart. At most five. */
export async function findLikeNames(actor: Actor, name: string, except?: string): Promise<Duplicate[]> {
  const query = readSearch(name);
  if (!query) return [];
  // By the words first, through their index; the likeness is measured on those alone.
  return db.$queryRaw<Duplicate[]>`
    SELECT "id", "name" FROM (
      SELECT i."id", i."name", similarity(f_fold(i."name"), ${query.folded}) AS "likeness" FROM "Institution" i
      WHERE i."search" @@ to_tsquery('simple', ${query.prefixes}) AND ${institutionScope(actor)}
        AND i."id" IS DISTINCT FROM ${except ?? null}::uuid
      ORDER BY ${Prisma.sql`i."weight" DESC`} LIMIT 200) near
    WHERE "likeness" >= 0.55 ORDER BY "likeness" DESC, "name" LIMIT 5`;
}
