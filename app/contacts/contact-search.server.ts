import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { SortKey } from "#app/filters/keyset.server.ts";
import { readSearch, type SearchQuery } from "#app/search/query.ts";
import { normalizePhone } from "./address.ts";

export type ContactSearch = SearchQuery & { address: string | null };

/** What is typed, and how it would be written in an address; null when nothing is to be looked for. */
export function readContactSearch(q: string | null | undefined): ContactSearch | null {
  const query = readSearch(q);
  if (!query) return null;
  const typed = (q ?? "").slice(0, 200).trim().toLowerCase();
  // A number that is still being typed is not yet recognised as French.
  const phone =
    query.digits && query.digits.length >= 4 ? normalizePhone(typed.replace(/^(?:\+|00)33\s*/, "0")) : null;
  const email = /^[^\s\0]{3,}$/.test(typed) ? typed : null;
  return { ...query, address: phone ?? email };
}

/**
 * The contacts `c` that what is typed finds: by name, by their institution's, by both together (« castaing
 * hérault »), by a part of an address, old ones included. Each way has its own index.
 */
export function contactMatch({ productId }: Pick<Actor, "productId">, query: ContactSearch): Prisma.Sql {
  const { prefixes, anyPrefix, address } = query;
  const product = Prisma.sql`${productId}::uuid`;
  const ways = [
    Prisma.sql`SELECT n."id" FROM "Contact" n
      WHERE n."productId" = ${product} AND n."search" @@ to_tsquery('simple', ${prefixes})`,
    Prisma.sql`SELECT n."contactId" FROM "Position" n JOIN "Institution" m ON m."id" = n."institutionId"
      WHERE n."productId" = ${product} AND n."validTo" IS NULL AND m."search" @@ to_tsquery('simple', ${prefixes})`,
  ];
  if (anyPrefix !== prefixes) {
    ways.push(Prisma.sql`SELECT n."id" FROM "Contact" n
      JOIN "Position" w ON w."contactId" = n."id" AND w."validTo" IS NULL
      JOIN "Institution" m ON m."id" = w."institutionId"
      WHERE n."productId" = ${product} AND n."search" @@ to_tsquery('simple', ${anyPrefix})
        AND (n."search" || m."search") @@ to_tsquery('simple', ${prefixes})`);
  }
  if (address) {
    ways.push(Prisma.sql`SELECT n."contactId" FROM "Address" n
      WHERE n."productId" = ${product} AND n."normalized" LIKE ${`%${address.replace(/[\\%_]/g, "\\$&")}%`}`);
  }
  return Prisma.sql`c."id" IN (${Prisma.join(ways, " UNION ")})`;
}

/** An exact address first, then whole names, then the rest; each in the order of names. */
export function contactRelevance(query: ContactSearch): SortKey[] {
  const rank = Prisma.sql`(
    CASE WHEN c."id" = ANY (ARRAY(SELECT n."contactId" FROM "Address" n WHERE n."normalized" = ${query.address}))
      THEN 4 ELSE 0 END +
    CASE WHEN c."search" @@ to_tsquery('simple', ${query.words}) THEN 2 ELSE 0 END +
    CASE WHEN c."search" @@ to_tsquery('simple', ${query.anyPrefix}) THEN 1 ELSE 0 END)`;
  return [
    { sql: rank, type: "number", required: true, descending: true },
    { sql: Prisma.sql`c."lastName"`, type: "text" },
    { sql: Prisma.sql`c."id"`, type: "id", required: true },
  ];
}
