import type pg from "pg";
import type { KnownContact, Placed } from "./decide-contacts.ts";

/** The product's contacts that these rows may be about: by e-mail, of today or of the past, and by name at a place. */
export async function readKnownContacts(client: pg.ClientBase, productId: string, placed: Placed[]) {
  const holders = await readHolders(client, productId, placed);
  const homonyms = await readHomonyms(client, productId, placed);
  const ids = [...new Set([...holders, ...homonyms].map(({ id }) => id))];
  const contacts = await readContacts(client, ids);
  const those = (found: { id: string }[]) => found.flatMap(({ id }) => contacts.get(id) ?? []);
  const byEmail = Map.groupBy(holders, ({ normalized }) => normalized);
  const byName = Map.groupBy(homonyms, ({ key }) => key);
  return {
    ids,
    byEmail: new Map([...byEmail].map(([email, found]) => [email, those(found)])),
    byName: new Map([...byName].map(([key, found]) => [key, those(presentFirst(found))])),
  };
}

async function readHolders(client: pg.ClientBase, productId: string, placed: Placed[]) {
  const emails = [...new Set(placed.flatMap(({ row }) => row.emails.map(({ normalized }) => normalized)))];
  const { rows } = await client.query<{ id: string; normalized: string }>(
    `SELECT DISTINCT c."id", a."normalized" FROM "Address" a JOIN "Contact" c ON c."id" = a."contactId"
     WHERE a."productId" = $1 AND a."kind" = 'email' AND a."normalized" = ANY ($2) AND c."mergedIntoId" IS NULL`,
    [productId, emails],
  );
  return rows;
}

type Homonym = { id: string; key: string; current: boolean };

async function readHomonyms(client: pg.ClientBase, productId: string, placed: Placed[]): Promise<Homonym[]> {
  const named = placed.filter(({ row, institutionId }) => row.nameKey && institutionId);
  if (named.length === 0) return [];
  const { rows } = await client.query<Homonym>(
    `WITH asked AS MATERIALIZED (
       SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS n("institutionId", "name")
     ), there AS MATERIALIZED (
       SELECT p."contactId", p."institutionId", p."validTo" FROM "Position" p
       WHERE p."productId" = $1 AND p."institutionId" IN (SELECT "institutionId" FROM asked)
     )
     SELECT c."id", n."institutionId" || '|' || n."name" AS "key", bool_or(t."validTo" IS NULL) AS "current"
     FROM there t JOIN "Contact" c ON c."id" = t."contactId" AND c."mergedIntoId" IS NULL
       JOIN asked n ON n."institutionId" = t."institutionId"
         AND f_fold(concat_ws(' ', c."firstName", c."lastName")) = n."name"
     GROUP BY 1, 2`,
    [productId, named.map(({ institutionId }) => institutionId), named.map(({ row }) => row.nameKey)],
  );
  return rows;
}

/** Those who are there today; failing that, those who were. */
function presentFirst(found: Homonym[]): Homonym[] {
  const present = found.filter(({ current }) => current);
  return present.length > 0 ? present : found;
}

async function readContacts(client: pg.ClientBase, ids: string[]): Promise<Map<string, KnownContact>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<KnownContact>(
    `SELECT c."id", c."firstName", c."lastName", c."note",
       f_fold(concat_ws(' ', c."firstName", c."lastName")) AS "nameKey",
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', a."kind", 'normalized', a."normalized",
         'current', a."validTo" IS NULL, 'primary', a."primary")) FROM "Address" a WHERE a."contactId" = c."id"), '[]')
         AS "addresses",
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', p."id", 'institutionId', p."institutionId",
         'function', p."function", 'current', p."validTo" IS NULL, 'primary', p."primary")) FROM "Position" p
         WHERE p."contactId" = c."id"), '[]') AS "posts"
     FROM "Contact" c WHERE c."id" = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map((contact) => [contact.id, contact]));
}
