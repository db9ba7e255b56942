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
  const keys = new Set(named.map(({ row, institutionId }) => `${institutionId}|${row.nameKey}`));
  // By lists and not by a join of pairs, which a planner without figures would walk one by the other.
  const { rows } = await client.query<Homonym>(
    `SELECT c."id", p."institutionId" || '|' || f."name" AS "key", bool_or(p."validTo" IS NULL) AS "current"
     FROM "Position" p JOIN "Contact" c ON c."id" = p."contactId" AND c."mergedIntoId" IS NULL,
       LATERAL (SELECT f_fold(concat_ws(' ', c."firstName", c."lastName")) AS "name") f
     WHERE p."productId" = $1 AND p."institutionId" = ANY ($2) AND f."name" = ANY ($3)
     GROUP BY 1, 2`,
    [
      productId,
      [...new Set(named.map(({ institutionId }) => institutionId))],
      [...new Set(named.map(({ row }) => row.nameKey))],
    ],
  );
  return rows.filter(({ key }) => keys.has(key));
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
