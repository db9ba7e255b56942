import type { Actor } from "#app/auth/actor.ts";
import type { ContactSearch } from "#app/contacts/contact-search.server.ts";
import { pool } from "#app/db/db.server.ts";
import type { ContactHit } from "./palette-hits.ts";

/**
 * The best contacts for what is typed, in order: an exact address; a whole name; the beginning of one; a name and its
 * institution (« castaing hérault »); a part of an address. Each way is bounded. A merged contact is its survivor.
 */
export async function findContacts(
  { productId }: Pick<Actor, "productId">,
  { address, prefixes, anyPrefix, words }: ContactSearch,
  limit: number,
): Promise<string[]> {
  const ways = [NAMED];
  if (anyPrefix !== prefixes) ways.push(PARTLY);
  // A word alone is a name: of an address, something shows that it is one.
  const written = address && address.length >= 3 && /[@.\d_-]/.test(address) ? address : null;
  if (written) ways.push(ADDRESSED);
  const like = written && `%${written.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await pool.query<{ id: string }>(
    `SELECT c."id" FROM (${ways.join(" UNION ALL ")}) w
     JOIN "Contact" c ON c."id" = w."id" AND ${OURS} AND ${ALL_USED}
     GROUP BY c."id" ORDER BY min(w."turn"), c."lastName", c."id" LIMIT $4`,
    [productId, prefixes, words, limit, anyPrefix, written, like],
  );
  return rows.map(({ id }) => id);
}

/** Every parameter has its type, whichever ways are asked. */
const ALL_USED = `coalesce($5::text, $6::text, $7::text, '') IS NOT NULL`;

const OURS = `c."productId" = $1 AND c."mergedIntoId" IS NULL`;

/**
 * Whole names, then their beginnings. Each step is begun only when those before have not found enough: a first name that
 * thousands bear is met among the first names of the list; a rare one, through its index.
 */
const NAMED = `
  (SELECT * FROM (
     SELECT n."id", 1 AS "turn" FROM (
       SELECT c."id", c."search" FROM "Contact" c WHERE ${OURS} ORDER BY c."lastName", c."id" LIMIT 1500) n
     WHERE n."search" @@ to_tsquery('simple', $3)
     UNION ALL (SELECT c."id", 1 FROM "Contact" c WHERE ${OURS} AND c."search" @@ to_tsquery('simple', $3) LIMIT 300)
     UNION ALL (SELECT c."id", 2 FROM "Contact" c WHERE ${OURS} AND c."search" @@ to_tsquery('simple', $2) LIMIT 300)
   ) n LIMIT 3 * $4)`;

/** Some of the words are of the name, the others of the institution: one look-up each, of at most so many. */
const PARTLY = `
  (SELECT n."id", 3 AS "turn" FROM (
     SELECT c."id", c."search" FROM "Contact" c WHERE ${OURS} AND c."search" @@ to_tsquery('simple', $5) LIMIT 300) n
   CROSS JOIN LATERAL (SELECT p."institutionId" FROM "Position" p
     WHERE p."contactId" = n."id" AND p."validTo" IS NULL OFFSET 0) p
   CROSS JOIN LATERAL (SELECT i."search" FROM "Institution" i WHERE i."id" = p."institutionId" OFFSET 0) m
   WHERE (n."search" || m."search") @@ to_tsquery('simple', $2) LIMIT $4)`;

const ADDRESSED = `
  (SELECT e."contactId" AS "id", CASE WHEN e."normalized" = $6 THEN 0 ELSE 4 END AS "turn" FROM "Address" e
   WHERE e."productId" = $1 AND e."normalized" LIKE $7 LIMIT 100)`;

/**
 * What is shown of these, in this order; then, as far as there is room, of those who hold a post at these institutions.
 * By keys alone, so that one plan serves every search.
 */
export async function readContactHits(
  { productId }: Pick<Actor, "productId">,
  ids: string[],
  institutionIds: string[],
  limit: number,
): Promise<ContactHit[]> {
  if (ids.length + institutionIds.length === 0) return [];
  const { rows } = await pool.query<ContactHit>({
    name: "palette-contacts",
    text: LINES,
    values: [productId, ids, institutionIds, limit],
  });
  return rows;
}

const LINES = `
  WITH wanted AS MATERIALIZED (
    SELECT "id", min("place") AS "place" FROM (
      SELECT * FROM unnest($2::uuid[]) WITH ORDINALITY n("id", "place")
      UNION ALL SELECT p."contactId", 1000 + w."place" FROM unnest($3::uuid[]) WITH ORDINALITY w("id", "place")
        CROSS JOIN LATERAL (SELECT p."contactId" FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId" AND ${OURS}
          WHERE p."productId" = $1 AND p."institutionId" = w."id" AND p."validTo" IS NULL ORDER BY p."contactId" LIMIT $4) p
    ) v GROUP BY 1 ORDER BY 2, 1 LIMIT $4
  )
  SELECT c."id", coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), e."value", h."value", 'Sans nom') AS "name",
    p."function", p."institutionId", coalesce(a."corrections" #>> '{name,value}', i."name") AS "institutionName",
    h."value" AS "phone", c."opposedAt" IS NOT NULL AS "opposed"
  FROM wanted w
  JOIN "Contact" c ON c."id" = w."id" AND ${OURS}
  LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
  LEFT JOIN "Institution" i ON i."id" = p."institutionId"
  LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = c."productId"
  LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL
  LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL
  ORDER BY w."place", w."id"`;
