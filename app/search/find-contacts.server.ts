import type { Actor } from "#app/auth/actor.ts";
import type { ContactSearch } from "#app/contacts/contact-search.server.ts";
import { prepared } from "#app/db/read.server.ts";
import type { ContactHit } from "./palette-hits.ts";

/**
 * The best contacts for what is typed, in order: an exact address; a whole name; the beginning of one; a name and its
 * institution (« castaing hérault »); a part of an address. A merged contact is its survivor.
 */
export async function findContacts(
  { productId }: Pick<Actor, "productId">,
  { address, prefixes, anyPrefix, words }: ContactSearch,
  limit: number,
): Promise<string[]> {
  const ways = [NAMED];
  const values: unknown[] = [productId, prefixes, words, limit];
  const also = (way: (first: number) => string, ...more: unknown[]) => {
    ways.push(way(values.length + 1));
    values.push(...more);
  };
  if (anyPrefix !== prefixes) also(PARTLY, anyPrefix);
  // A word alone is a name: of an address, something shows that it is one.
  if (address && address.length >= 3 && /[@.\d_-]/.test(address))
    also(ADDRESSED, address, `%${address.replace(/[\\%_]/g, "\\$&")}%`);
  const { rows } = await prepared<{ id: string }>(
    `${NAMES} SELECT c."id" FROM (${ways.join(" UNION ALL ")}) w
     JOIN "Contact" c ON c."id" = w."id" AND ${OURS}
     GROUP BY c."id" ORDER BY min(w."turn"), c."lastName", c."id" LIMIT ${LIMIT}`,
    values,
  );
  return rows.map(({ id }) => id);
}

const PRODUCT = "(SELECT $1::uuid)";
const LIMIT = "(SELECT $4::int)";
const tsquery = (place: number) => `to_tsquery('simple', (SELECT $${place}::text))`;
const OURS = `c."productId" = ${PRODUCT} AND c."mergedIntoId" IS NULL`;

/** Up to so many, names are ranked one by one. */
const COMMON = 500;

/**
 * Whole names, then their beginnings, each in the order of names. A first name that many bear is met at once among the
 * first names of the list; a rare name is found by its index, and ranked; those of a common one are sorted. Each step is
 * begun only when those before have not found enough.
 */
const NAMES = `
  WITH met AS MATERIALIZED (
    SELECT n."id" FROM (
      SELECT c."id", c."search" FROM "Contact" c WHERE ${OURS} ORDER BY c."lastName", c."id" LIMIT 200) n
    WHERE n."search" @@ ${tsquery(3)} LIMIT ${LIMIT}
  ), hits AS MATERIALIZED (
    SELECT c."id", c."search" @@ ${tsquery(3)} AS "whole" FROM "Contact" c
    WHERE ${OURS} AND c."search" @@ ${tsquery(2)} AND (SELECT count(*) FROM met) < ${LIMIT} LIMIT ${COMMON}
  ), whole AS MATERIALIZED (
    SELECT c."id" FROM "Contact" c
    WHERE ${OURS} AND c."search" @@ ${tsquery(3)} AND (SELECT count(*) FROM hits) = ${COMMON}
    ORDER BY c."lastName", c."id" LIMIT ${LIMIT}
  ), begun AS MATERIALIZED (
    SELECT c."id" FROM "Contact" c
    WHERE ${OURS} AND c."search" @@ ${tsquery(2)} AND (SELECT count(*) FROM hits) = ${COMMON}
      AND (SELECT count(*) FROM whole) < ${LIMIT}
    ORDER BY c."lastName", c."id" LIMIT ${LIMIT}
  )`;

const NAMED = `
  (SELECT "id", 1 AS "turn" FROM met
   UNION ALL SELECT "id", CASE WHEN "whole" THEN 1 ELSE 2 END FROM hits WHERE (SELECT count(*) FROM hits) < ${COMMON}
   UNION ALL SELECT "id", 1 FROM whole UNION ALL SELECT "id", 2 FROM begun)`;

/** Some of the words are of the name, the others of the institution: one look-up each, of at most so many. */
const PARTLY = (any: number) => `
  (SELECT n."id", 3 AS "turn" FROM (
     SELECT c."id", c."search" FROM "Contact" c WHERE ${OURS} AND c."search" @@ ${tsquery(any)} LIMIT 300) n
   CROSS JOIN LATERAL (SELECT p."institutionId" FROM "Position" p
     WHERE p."contactId" = n."id" AND p."validTo" IS NULL OFFSET 0) p
   CROSS JOIN LATERAL (SELECT i."search" FROM "Institution" i WHERE i."id" = p."institutionId" OFFSET 0) m
   WHERE (n."search" || m."search") @@ ${tsquery(2)} LIMIT ${LIMIT})`;

const ADDRESSED = (written: number) => `
  (SELECT e."contactId" AS "id", CASE WHEN e."normalized" = (SELECT $${written}::text) THEN 0 ELSE 4 END AS "turn"
   FROM "Address" e WHERE e."productId" = ${PRODUCT} AND e."normalized" LIKE (SELECT $${written + 1}::text) LIMIT 100)`;

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
  const { rows } = await prepared<ContactHit>(LINES, [productId, ids, institutionIds, limit]);
  return rows;
}

const LINES = `
  WITH wanted AS MATERIALIZED (
    SELECT "id", min("place") AS "place" FROM (
      SELECT * FROM unnest((SELECT $2::uuid[])) WITH ORDINALITY n("id", "place")
      UNION ALL SELECT p."contactId", 1000 + w."place" FROM unnest((SELECT $3::uuid[])) WITH ORDINALITY w("id", "place")
        CROSS JOIN LATERAL (SELECT p."contactId" FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId" AND ${OURS}
          WHERE p."productId" = ${PRODUCT} AND p."institutionId" = w."id" AND p."validTo" IS NULL ORDER BY p."contactId" LIMIT ${LIMIT}) p
    ) v GROUP BY 1 ORDER BY 2, 1 LIMIT ${LIMIT}
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
