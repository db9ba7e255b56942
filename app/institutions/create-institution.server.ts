import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { InstitutionInput } from "./institution.ts";
import { type Duplicate, findLikeNames, refuseKnownIdentifier } from "./institution-duplicates.server.ts";
import { type InstitutionRow, readInstitutions } from "./institution-row.server.ts";

/**
 * Adds an institution of the product's own.
 * @returns it, and those whose name is much like its own: a suspicion refuses nothing
 * @throws {AppError} conflict, when its SIREN or SIRET is that of one the product already sees; invalid
 */
export async function createInstitution(
  actor: Actor,
  input: InstitutionInput,
): Promise<InstitutionRow & { possibleDuplicates: Duplicate[] }> {
  requireRole(actor, "deployer");
  await refuseKnownIdentifier(actor, input);
  const place = await placeOf(input.territoryCode);
  const possibleDuplicates = await findLikeNames(actor, input.name);
  const { id } = await onceOnly(() =>
    transaction(actor, "institution.création", (tx) =>
      tx.institution.create({
        data: {
          ...input,
          ...place,
          ...{ productId: actor.productId, createdById: actor.userId },
          ...{ source: "saisie", vintage: String(new Date().getFullYear()) },
        },
        select: { id: true },
      }),
    ),
  );
  const [institution] = await readInstitutions(actor, [id]);
  return { ...institution!, possibleDuplicates };
}

/**
 * Where it is, as its territory says, and the words of the place by which it is also found.
 * @throws {AppError} invalid, when the territory does not exist
 */
export async function placeOf(territoryCode: string | null | undefined) {
  if (!territoryCode) return { territoryCode: null, departementCode: null, regionCode: null, keywords: "" };
  const territory = await db.territory.findUnique({ where: { code: territoryCode } });
  if (!territory) {
    const message = "Ce territoire n’existe pas.";
    throw new AppError("invalid", message, { fields: { territoryCode: message } });
  }
  const { code, kind, name, population, postcodes } = territory;
  const departementCode = kind === "departement" ? code : territory.departementCode;
  const departement = departementCode
    ? await db.territory.findUnique({ where: { code: departementCode }, select: { name: true } })
    : null;
  return {
    ...{ territoryCode: code, departementCode, population, weight: population ?? 0 },
    regionCode: kind === "region" ? code : territory.regionCode,
    keywords: [name, code, ...postcodes, departement?.name, departementCode].filter(Boolean).join(" "),
  };
}

/** Two at the same time: the database's own constraint is the last word. */
export async function onceOnly<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    throw new AppError("conflict", "Une institution de votre produit a déjà ce SIREN ou ce SIRET.");
  }
}
