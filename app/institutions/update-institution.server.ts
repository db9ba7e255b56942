import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { twoVersions } from "#app/versions/versions.server.ts";
import { type Base, compareVersions } from "#app/versions/versions.ts";
import { followInstitution } from "./account.server.ts";
import { onceOnly, placeOf } from "./create-institution.server.ts";
import {
  CORRECTABLE,
  type Correctable,
  correctAgain,
  FACT_LABELS,
  type InstitutionChange,
  OFFICIAL,
  readCorrections,
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
  asked: InstitutionChange,
  base?: Base,
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
  const change = await unlessRewritten(actor, institution.id, asked, base);
  await (institution.productId === null
    ? correctShared(actor, institution, change)
    : changeOwn(actor, institution, change));
  const [changed] = await readInstitutions(actor, [institution.id]);
  return changed!;
}

/**
 * The change without what one has not touched, which somebody else may have.
 * @throws {AppError} conflict, with both versions of what both have written
 */
async function unlessRewritten(
  actor: Actor,
  id: string,
  asked: InstitutionChange,
  base: Base | undefined,
): Promise<InstitutionChange> {
  if (!base) return asked;
  const [seen] = await readInstitutions(actor, [id]);
  const { untouched, versions } = compareVersions(asked, base, { ...seen! });
  if (versions.length === 0)
    return Object.fromEntries(Object.entries(asked).filter(([field]) => !untouched.includes(field)));
  const account = await db.account.findUnique({
    where: { productId_institutionId: { productId: actor.productId, institutionId: id } },
    select: { id: true },
  });
  const rows = [
    { table: "Institution", rowId: id },
    ...(account ? [{ table: "Account", rowId: account.id }] : []),
  ];
  throw await twoVersions(actor, rows, versions);
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

async function correctShared(actor: Actor, shared: Kept, change: InstitutionChange) {
  const official = OFFICIAL.filter((fact) => change[fact] !== undefined && change[fact] !== shared[fact]);
  if (official.length > 0) throw officialFact(official);
  if (CORRECTABLE.every((fact) => change[fact] === undefined)) return;
  const { productId } = actor;
  await transaction(actor, "institution.correction", async (tx) => {
    await followInstitution(tx, actor, shared.id);
    // One at a time, so that two people who correct two facts at once both keep theirs.
    const [account] = await tx.$queryRaw<[{ id: string; corrections: unknown }]>`
      SELECT "id", "corrections" FROM "Account"
      WHERE "productId" = ${productId}::uuid AND "institutionId" = ${shared.id}::uuid FOR UPDATE`;
    const sign = { at: new Date().toISOString(), byId: actor.userId };
    const corrections = correctAgain(shared, readCorrections(account.corrections), change, sign);
    await tx.account.update({ where: { id: account.id }, data: { corrections }, select: { id: true } });
  });
}

function officialFact(facts: readonly (typeof OFFICIAL)[number][]): AppError {
  const message = "Ce fait vient du référentiel partagé : il ne se change pas ici.";
  return new AppError("forbidden", message, {
    fields: Object.fromEntries(facts.map((fact) => [fact, `${FACT_LABELS[fact]} : référentiel partagé.`])),
  });
}
