import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { SortKey } from "#app/filters/keyset.server.ts";
import type { SearchQuery } from "#app/search/query.ts";

/** The institutions of `institutionSource` that what is typed finds: by name, place, acronym, SIREN or SIRET. */
export function institutionMatch(actor: Pick<Actor, "productId">, query: SearchQuery): Prisma.Sql {
  const identifier = byIdentifier(query);
  if (identifier) return identifier;
  // By a corrected name as well: an array, read beforehand, so that both sides go through an index.
  return Prisma.sql`(i."search" @@ to_tsquery('simple', ${query.prefixes}) OR i."id" = ANY (ARRAY(
    SELECT c."institutionId" FROM "Account" c
    WHERE c."productId" = ${actor.productId}::uuid AND c."corrections" <> '{}' AND
      to_tsvector('simple', f_fold(concat_ws(' ', c."corrections" -> 'name' ->> 'value',
        c."corrections" -> 'acronym' ->> 'value'))) @@ to_tsquery('simple', ${query.prefixes}))))`;
}

/** The best answers first: an exact acronym or code, then what the product follows, then the widest served. */
export function institutionRelevance(query: SearchQuery): SortKey[] {
  const rank = Prisma.sql`(
    CASE WHEN ${exact(query)} THEN 4 ELSE 0 END +
    CASE WHEN a."id" IS NOT NULL OR i."productId" IS NOT NULL THEN 2 ELSE 0 END +
    CASE WHEN i."search" @@ to_tsquery('simple', ${query.words}) THEN 1 ELSE 0 END)`;
  return [
    { sql: rank, type: "number", required: true, descending: true },
    { sql: Prisma.sql`i."weight"`, type: "number", required: true, descending: true },
    { sql: Prisma.sql`i."name"`, type: "text", required: true },
    { sql: Prisma.sql`i."id"`, type: "id", required: true },
  ];
}

/** Nine or fourteen digits name one institution. Many are known by their SIREN alone, which begins the SIRET. */
function byIdentifier({ digits }: SearchQuery): Prisma.Sql | null {
  if (digits?.length === 9) return Prisma.sql`i."search" @@ to_tsquery('simple', ${`${digits}:*`})`;
  if (digits?.length !== 14) return null;
  return Prisma.sql`(i."siret" = ${digits} OR (i."siren" = ${digits.slice(0, 9)} AND i."siret" IS NULL))`;
}

/** Through the index on folded acronyms, read once, and not by folding every row found. */
function exact({ folded, digits }: SearchQuery): Prisma.Sql {
  if (digits?.length === 9) return Prisma.sql`i."siren" = ${digits}`;
  if (digits?.length === 14) return Prisma.sql`i."siret" = ${digits}`;
  return Prisma.sql`i."id" = ANY (ARRAY(SELECT e."id" FROM "Institution" e
    WHERE e."acronym" IS NOT NULL AND f_fold(e."acronym") = ${folded}))`;
}
