import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { placeLabel } from "#app/institutions/institution.ts";
import type { Contact } from "./contact.ts";
import { contactScope } from "./contact-fields.server.ts";

type Stored = Omit<Contact, "place"> & {
  departement: string | null;
  departementName: string | null;
  regionName: string | null;
};

/** The contacts of these ids, in this order; those of another product are left out. */
export async function readContacts(
  actor: Pick<Actor, "productId">,
  ids: string[],
  reader: Pick<Tx, "$queryRaw"> = db,
): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await reader.$queryRaw<Stored[]>`
    SELECT c."id", c."firstName", c."lastName", c."role", c."opposedAt", p."function", p."institutionId",
      coalesce(a."corrections" #>> '{name,value}', i."name") AS "institutionName",
      e."value" AS "email", h."value" AS "phone",
      coalesce(e."source", h."source") AS "source", coalesce(e."collectedAt", h."collectedAt") AS "collectedAt",
      i."departementCode" AS "departement", d."name" AS "departementName", r."name" AS "regionName"
    FROM "Contact" c
      LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
      LEFT JOIN "Institution" i ON i."id" = p."institutionId"
      LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = c."productId"
      LEFT JOIN "Territory" d ON d."code" = i."departementCode"
      LEFT JOIN "Territory" r ON r."code" = i."regionCode"
      LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
      LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL
    WHERE c."id" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))}) AND ${contactScope(actor)}`;
  const byId = new Map(rows.map((row) => [row.id, shape(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function shape({ departement, departementName, regionName, ...contact }: Stored): Contact {
  return { ...contact, place: placeLabel({ departement, departementName, regionName }) };
}
