import { normalizePhone } from "#app/contacts/address.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { isUuid } from "#app/ids.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { NEAR, type Reason, REASONS, scoreOf, SHOWN, SWITCHBOARD } from "./reasons.ts";

/** Someone as a form knows them, or is getting to. */
export type Typed = Partial<
  Record<"firstName" | "lastName" | "email" | "phone" | "institutionId", string | null | undefined>
>;

export type LikePerson = {
  id: string;
  name: string;
  function: string | null;
  institution: string | null;
  reasons: Reason[];
};

/**
 * Who may already be this person: the same e-mail or phone, old ones included; the same name, or a near one, at the
 * same institution; the same name under the same domain. The surest first, five at most.
 * @param except somebody who is compared with the others, and whoever was said not to be them
 */
export async function findLike(actor: Actor, typed: Typed, except?: string): Promise<LikePerson[]> {
  const { productId } = actor;
  const email = typed.email?.includes("@") ? normalizeEmail(typed.email) : null;
  const phone = typed.phone ? normalizePhone(typed.phone) : "";
  const place = typed.institutionId && isUuid(typed.institutionId) ? typed.institutionId : null;
  const name = [typed.firstName, typed.lastName].filter(Boolean).join(" ");
  const host = email?.split("@")[1] ?? null;
  const rows = await db.$queryRaw<Found[]>`
    WITH typed AS (SELECT f_name_key(${name}) AS "key"),
    met AS (
      SELECT "contactId" AS "id", TRUE AS "email", FALSE AS "phone" FROM "Address"
      WHERE "productId" = ${productId}::uuid AND "kind" = 'email' AND "normalized" = ${email} UNION ALL
      (SELECT "contactId", FALSE, TRUE FROM "Address"
       WHERE "productId" = ${productId}::uuid AND "kind" = 'phone' AND "normalized" = ${phone} AND length(${phone}) >= 6
         AND (SELECT count(DISTINCT "contactId") FROM "Address" WHERE "productId" = ${productId}::uuid
           AND "kind" = 'phone' AND "normalized" = ${phone}) < ${SWITCHBOARD}) UNION ALL
      SELECT p."contactId", FALSE, FALSE FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId", typed
      WHERE p."productId" = ${productId}::uuid AND p."institutionId" = ${place}::uuid
        AND (c."nameKey" = typed."key" OR similarity(c."nameKey", typed."key") >= ${NEAR}) UNION ALL
      SELECT c."id", FALSE, FALSE FROM "Contact" c, typed
      WHERE c."productId" = ${productId}::uuid AND c."nameKey" = typed."key" AND EXISTS (
        SELECT FROM "Address" a WHERE a."contactId" = c."id" AND a."kind" = 'email' AND a."normalized" LIKE ${`%@${host ?? ""}`})
    )
    SELECT c."id", c."firstName", c."lastName", e."value" AS "address", w."function", i."name" AS "institutionName",
      bool_or(met."email") AS "email", bool_or(met."phone") AS "phone",
      coalesce(c."nameKey" = typed."key", FALSE) AS "name",
      coalesce(c."nameKey" <> typed."key" AND similarity(c."nameKey", typed."key") >= ${NEAR}, FALSE) AS "near",
      EXISTS (SELECT FROM "Position" p WHERE p."contactId" = c."id" AND p."institutionId" = ${place}::uuid) AS "institution",
      EXISTS (SELECT FROM "Address" a WHERE a."contactId" = c."id" AND a."kind" = 'email'
        AND a."normalized" LIKE ${`%@${host ?? ""}`}) AND ${host}::text IS NOT NULL AS "domain"
    FROM met JOIN "Contact" c USING ("id") CROSS JOIN typed
      LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
      LEFT JOIN "Position" w ON w."contactId" = c."id" AND w."primary" AND w."validTo" IS NULL
      LEFT JOIN "Institution" i ON i."id" = w."institutionId"
    WHERE c."productId" = ${productId}::uuid AND c."mergedIntoId" IS NULL AND c."id" IS DISTINCT FROM ${except ?? null}::uuid
      AND NOT EXISTS (SELECT FROM "DistinctContacts" t WHERE t."productId" = ${productId}::uuid
        AND t."oneId" = least(c."id", ${except ?? null}::uuid) AND t."otherId" = greatest(c."id", ${except ?? null}::uuid)
        AND ${except ?? null}::uuid IS NOT NULL)
    GROUP BY c."id", e."value", w."function", i."name", typed."key" ORDER BY c."createdAt" LIMIT 50`;
  return rows
    .map(({ id, firstName, lastName, address, function: post, institutionName, ...found }) => ({
      ...{ id, name: contactName({ firstName, lastName, email: address }), function: post },
      ...{ institution: institutionName, reasons: REASONS.filter((reason) => found[reason]) },
    }))
    .filter(({ reasons }) => scoreOf(reasons) >= SHOWN)
    .toSorted((a, b) => scoreOf(b.reasons) - scoreOf(a.reasons))
    .slice(0, 5);
}

type Found = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  address: string | null;
  function: string | null;
  institutionName: string | null;
} & Record<Reason, boolean>;
