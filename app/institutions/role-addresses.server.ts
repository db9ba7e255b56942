import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { sourceOf } from "./institution.ts";
import { institutionFields, institutionScope, institutionSource } from "./institution-fields.server.ts";
import { type InstitutionQuery, matching } from "./institutions.server.ts";

/** Whom: some institutions, or all that a list finds. */
export type Whom = { ids: string[] } | InstitutionQuery;

export type RoleAddresses = {
  institutions: number;
  /** Those that have a role e-mail, as the product knows them. */
  withAddress: number;
  /** Of these, those whose address is already that of a contact there. */
  known: number;
};

const MOST = 100_000;
const LOT = 5_000;

/** How many of these institutions can be written to by their role address, and for how many a contact is to be made. */
export async function countRoleAddresses(actor: Actor, whom: Whom): Promise<RoleAddresses> {
  const { from, where } = await whose(actor, whom);
  const [row] = await db.$queryRaw<[RoleAddresses]>`
    SELECT count(*)::int AS "institutions", count("email")::int AS "withAddress",
      count(*) FILTER (WHERE "email" IS NOT NULL AND ${HELD(actor)})::int AS "known"
    FROM (SELECT i."id", nullif(${EMAIL}, '') AS "email" FROM ${from} WHERE ${where}) w`;
  return row;
}

/**
 * Makes a role contact for each of these institutions that has a role address and no contact who bears it: one change
 * set, undone as one; asked again, it makes nothing. Who objected stays so.
 * @throws {AppError} forbidden; invalid, when none of them has an address, or for more than 100 000
 */
export async function makeRoleContacts(
  actor: Actor,
  whom: Whom,
): Promise<{ setId: string; created: number; reachable: number }> {
  requireRole(actor, "deployer");
  const { from, where } = await whose(actor, whom);
  const { withAddress } = await countRoleAddresses(actor, whom);
  if (withAddress === 0) throw new AppError("invalid", NO_ADDRESS, { fields: { form: NO_ADDRESS } });
  const setId = crypto.randomUUID();
  const created = await transaction(
    actor,
    "contact.adresse générique",
    async (tx) => {
      // One at a time in a product, so that two clicks do not make one contact twice.
      await tx.$queryRaw`SELECT FROM "Product" WHERE "id" = ${actor.productId}::uuid FOR UPDATE`;
      const missing = await tx.$queryRaw<Missing[]>`
        SELECT w.* FROM (SELECT i."id", nullif(${EMAIL}, '') AS "email", i."source", i."vintage", i."provenance",
            a."corrections" ? 'email' AS "corrected" FROM ${from} WHERE ${where}) w
        WHERE "email" IS NOT NULL AND NOT ${HELD(actor)} LIMIT ${MOST + 1}`;
      if (missing.length > MOST)
        throw new AppError("invalid", "Plus de 100 000 institutions : resserrez le filtre.");
      for (let at = 0; at < missing.length; at += LOT) await insert(tx, actor, missing.slice(at, at + LOT));
      return missing.length;
    },
    { setId, timeoutMs: 120_000 },
  );
  return { setId, created, reachable: withAddress };
}

const NO_ADDRESS =
  "Aucune de ces institutions n’a de courriel générique. Corrigez leur fiche, ou chargez l’annuaire DILA dans les réglages.";

type Missing = {
  id: string;
  email: string;
  source: string;
  vintage: string;
  provenance: unknown;
  corrected: boolean | null;
};

const EMAIL = institutionFields.email.sql;

/** A contact of the product, at this institution today, bears this address. */
const HELD = ({ productId }: Actor) => Prisma.sql`EXISTS (
  SELECT FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId" AND c."mergedIntoId" IS NULL
    JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."validTo" IS NULL
  WHERE p."institutionId" = w."id" AND p."productId" = ${productId}::uuid AND p."validTo" IS NULL
    AND e."normalized" = lower(w."email"))`;

/** Of a row of "Position": its contact bears today the role address of its institution. */
export const BEARS_ROLE_ADDRESS = Prisma.sql`EXISTS (
  SELECT FROM "Institution" i
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = "Position"."productId"
    JOIN "Address" e ON e."contactId" = "Position"."contactId" AND e."kind" = 'email' AND e."validTo" IS NULL
  WHERE i."id" = "Position"."institutionId" AND e."normalized" = lower(${EMAIL}))`;

async function whose(actor: Actor, whom: Whom): Promise<{ from: Prisma.Sql; where: Prisma.Sql }> {
  if (!("ids" in whom)) return matching(actor, whom);
  return {
    from: institutionSource(actor, {}),
    where: Prisma.sql`${institutionScope(actor)} AND i."id" = ANY(${whom.ids}::uuid[])`,
  };
}

async function insert(tx: Tx, { productId, userId }: Actor, missing: Missing[]): Promise<void> {
  const opposed = await oppositions(tx, missing);
  const rows = missing.map(({ id: institutionId, email, corrected, ...facts }) => {
    const { source, vintage } = sourceOf("email", facts);
    return {
      ...{ id: crypto.randomUUID(), institutionId, email, normalized: normalizeEmail(email) },
      source: corrected ? "correction de la fiche" : `${source}, ${vintage}`,
      opposedAt: opposed.get(addressHash(email)) ?? null,
    };
  });
  const given = Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "institutionId" uuid,
    "email" text, "normalized" text, "source" text, "opposedAt" timestamptz)`;
  const product = Prisma.sql`${productId}::uuid`;
  await tx.$executeRaw`INSERT INTO "Contact" ("id", "productId", "role", "opposedAt", "createdById")
    SELECT r."id", ${product}, TRUE, r."opposedAt", ${userId} FROM ${given}`;
  await tx.$executeRaw`INSERT INTO "Position" ("productId", "contactId", "institutionId", "function")
    SELECT ${product}, r."id", r."institutionId", 'Adresse générique' FROM ${given}`;
  await tx.$executeRaw`INSERT INTO "Address" ("productId", "contactId", "kind", "value", "normalized", "source", "collectedAt")
    SELECT ${product}, r."id", 'email', r."email", r."normalized", r."source", now() FROM ${given}`;
  await tx.$executeRaw`INSERT INTO "Account" ("productId", "institutionId")
    SELECT ${product}, r."institutionId" FROM ${given} ON CONFLICT DO NOTHING`;
}

/** An opposition holds for every product, whoever writes to the address. */
async function oppositions(tx: Tx, missing: Missing[]): Promise<Map<string, Date>> {
  const found = await tx.suppression.findMany({
    where: { addressHash: { in: missing.map(({ email }) => addressHash(email)) } },
    select: { addressHash: true, createdAt: true },
  });
  return new Map(found.map(({ addressHash: hash, createdAt }) => [hash, createdAt]));
}
