import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { onceOnly, placeOf } from "./create-institution.server.ts";
import {
  CORRECTABLE,
  type Correctable,
  FACT_LABELS,
  type InstitutionChange,
  OFFICIAL,
} from "./institution.ts";
import { refuseKnownIdentifier } from "./institution-duplicates.server.ts";
import { type InstitutionRow, readInstitutions } from "./institution-row.server.ts";

/**
 * Changes an institution of the product's own; of a shared one, keeps the product's corrections beside the facts,
 * which other products go on seeing as they were.
 * @throws {AppError} forbidden, when an official fact of a shared institution is to change; not_found; conflict
 */
export async function updateInstitution(
  actor: Actor,
  id: string,
  change: InstitutionChange,
): Promise<InstitutionRow> {
  requireRole(actor, "deployer");
  const institution = await db.institution.findFirst({
    where: {
      id: uuidOr404(id, "Cette institution"),
      OR: [{ productId: null }, { productId: actor.productId }],
    },
    select: selected,
  });
  if (!institution) throw notFound("Cette institution");
  await (institution.productId === null
    ? correctShared(actor, institution, change)
    : changeOwn(actor, institution, change));
  const [changed] = await readInstitutions(actor, [institution.id]);
  return changed!;
}

const selected = {
  ...{ id: true, productId: true, name: true, acronym: true, kind: true, siren: true, siret: true },
  ...{ territoryCode: true, email: true, phone: true, website: true },
} as const;

type Kept = { id: string; territoryCode: string | null } & Record<
  Correctable | (typeof OFFICIAL)[number],
  string | null
>;

async function changeOwn(actor: Actor, { id, territoryCode }: Kept, change: InstitutionChange) {
  await refuseKnownIdentifier(actor, change, id);
  const moved = change.territoryCode !== undefined && change.territoryCode !== territoryCode;
  const place = moved ? await placeOf(change.territoryCode) : {};
  await onceOnly(() =>
    transaction(actor, "institution.modification", (tx) =>
      tx.institution.update({ where: { id }, data: { ...change, ...place }, select: { id: true } }),
    ),
  );
}

/** A fact said again as the reference says it is no longer a correction. */
async function correctShared(actor: Actor, shared: Kept, change: InstitutionChange) {
  const official = OFFICIAL.filter((fact) => change[fact] !== undefined && change[fact] !== shared[fact]);
  if (official.length > 0) throw officialFact(official);
  const facts = CORRECTABLE.filter((fact) => change[fact] !== undefined);
  if (facts.length === 0) return;
  const at = new Date().toISOString();
  const set = facts
    .filter((fact) => change[fact] !== shared[fact])
    .map((fact) => [fact, { value: change[fact], at, byId: actor.userId }] as const);
  const corrections = JSON.stringify(Object.fromEntries(set));
  await transaction(
    actor,
    "institution.correction",
    (tx) =>
      // In one statement, so that two people who correct two facts at once both keep theirs.
      tx.$executeRaw`
      INSERT INTO "Account" AS a ("productId", "institutionId", "corrections")
      VALUES (${actor.productId}::uuid, ${shared.id}::uuid, ${corrections}::jsonb)
      ON CONFLICT ("productId", "institutionId")
        DO UPDATE SET "corrections" = (a."corrections" - ${facts}::text[]) || excluded."corrections"`,
  );
}

function officialFact(facts: readonly (typeof OFFICIAL)[number][]): AppError {
  const message = "Ce fait vient du référentiel partagé : il ne se change pas ici.";
  return new AppError("forbidden", message, {
    fields: Object.fromEntries(facts.map((fact) => [fact, `${FACT_LABELS[fact]} : référentiel partagé.`])),
  });
}
