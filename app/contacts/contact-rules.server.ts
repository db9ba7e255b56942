import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { fold } from "#app/search/query.ts";
import { normalizePhone } from "./address.ts";
import { contactName, type ContactDuplicate } from "./contact.ts";

/** An address as it is kept: where and when it was collected goes with it, as the law asks of personal data. */
export function addressRow(
  { productId }: Pick<Actor, "productId">,
  kind: "email" | "phone",
  value: string,
  from: { source: string; collectedAt: Date },
) {
  const normalized = kind === "email" ? normalizeEmail(value) : normalizePhone(value);
  return { productId, kind, value, normalized, ...from } satisfies Prisma.AddressCreateManyContactInput;
}

/** @throws {AppError} not_found: an institution the product does not see */
export async function visibleInstitution({ productId }: Actor, institutionId: string): Promise<string> {
  const id = uuidOr404(institutionId, "Cette institution");
  const seen = await db.institution.count({ where: { id, OR: [{ productId: null }, { productId }] } });
  if (seen === 0) throw notFound("Cette institution");
  return id;
}

/** The day the holder of this address objected, to whichever product it was; an opposition holds for all. */
export async function opposedSince(tx: Tx, email: string | null | undefined): Promise<Date | null> {
  if (!email) return null;
  const opposition = await tx.suppression.findUnique({ where: { addressHash: addressHash(email) } });
  return opposition?.createdAt ?? null;
}

type Person = {
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  email?: string | null | undefined;
  institutionId: string;
};

/** The product's contacts who may be this person: the same e-mail, or the same name at the same institution. */
export async function findLikeContacts(
  actor: Actor,
  person: Person,
  except?: string,
): Promise<ContactDuplicate[]> {
  const { productId } = actor;
  const email = person.email ? normalizeEmail(person.email) : null;
  const name = fold([person.firstName, person.lastName].filter(Boolean).join(" "));
  const rows = await db.$queryRaw<
    { id: string; firstName: string; lastName: string; email: string; why: "email" | "name" }[]
  >`
    SELECT c."id", c."firstName", c."lastName", e."value" AS "email",
      CASE WHEN bool_or(n."id" IS NOT NULL) THEN 'email' ELSE 'name' END AS "why"
    FROM "Contact" c
      LEFT JOIN "Address" n ON n."contactId" = c."id" AND n."kind" = 'email' AND n."normalized" = ${email}
      LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
    WHERE c."productId" = ${productId}::uuid AND c."mergedIntoId" IS NULL AND c."id" IS DISTINCT FROM ${except ?? null}::uuid AND c."id" IN (
      SELECT "contactId" FROM "Address"
      WHERE "productId" = ${productId}::uuid AND "kind" = 'email' AND "normalized" = ${email}
      UNION SELECT q."contactId" FROM "Position" q JOIN "Contact" w ON w."id" = q."contactId"
      WHERE q."productId" = ${productId}::uuid AND q."institutionId" = ${person.institutionId}::uuid
        AND ${name} <> '' AND f_fold(concat_ws(' ', w."firstName", w."lastName")) = ${name})
    GROUP BY c."id", e."value" ORDER BY c."createdAt" LIMIT 5`;
  return rows.map(({ id, why, ...row }) => ({ id, name: contactName(row), why }));
}
