import type { Actor } from "#app/auth/actor.ts";
import { pool } from "#app/db/db.server.ts";
import { prepared } from "#app/db/read.server.ts";
import type { StageKind } from "#app/db/generated/enums.ts";
import { placeLabel } from "#app/institutions/kinds.ts";
import type { InstitutionHit } from "./palette-hits.ts";
import type { SearchQuery } from "./query.ts";

/** From so many answers on, they are not ranked one by one, but taken from the heaviest down. */
const COMMON = 1_500;

const PRODUCT = "(SELECT $1::uuid)";
const CODE = "(SELECT $2::text)";
const FOLDED = "(SELECT $3::text)";
const SEEN = `(i."productId" IS NULL OR i."productId" = ${PRODUCT})`;

/** As much of a portfolio as is looked through for a common word. */
const PORTFOLIO = 3_000;

/**
 * The best institutions for what is typed, in order: an exact code, number or acronym; then the product's own portfolio;
 * whole words; the widest served. Bounded whatever is typed: « mairie » answers about as fast as « Noyon ».
 */
export async function findInstitutions(
  { productId }: Pick<Actor, "productId">,
  query: SearchQuery,
  limit: number,
): Promise<string[]> {
  const { prefixes, words } = query;
  const [exact, ranked] = await Promise.all([
    findExact(productId, query, limit),
    prepared<{ id: string; all: number }>(RANKED, [productId, prefixes, words, limit]),
  ]);
  const common = (ranked.rows[0]?.all ?? 0) >= COMMON;
  const { rows } = common
    ? await pool.query<{ id: string }>(COMMON_WORD, [productId, prefixes, limit])
    : ranked;
  return [...new Set([...exact, ...rows.map(({ id }) => id)])].slice(0, limit);
}

/** By acronym, SIREN, SIRET, INSEE code, département, postcode or phone number, each through its index. */
async function findExact(
  productId: string,
  { folded, digits }: SearchQuery,
  limit: number,
): Promise<string[]> {
  const code = folded.replaceAll(" ", "").toUpperCase();
  const ways: string[] = [];
  // An acronym is short, or letters apart (« C.A.F. »): words are none.
  if (!/ /.test(folded) || folded.split(" ").every((word) => word.length < 5))
    ways.push(`i."acronym" IS NOT NULL AND f_fold(i."acronym") = ${FOLDED}`);
  if (/^(?:\d{1,5}|2[AB]\d{0,3}|R\d\d)$/.test(code)) ways.push(`i."territoryCode" = ${CODE}`);
  if (/^\d{5}$/.test(code)) ways.push(POSTCODE);
  if (digits?.length === 9) ways.push(`i."siren" = ${CODE}`);
  if (digits?.length === 14)
    ways.push(`i."siret" = ${CODE}`, `i."siren" = left(${CODE}, 9) AND i."siret" IS NULL`);
  if (digits && digits.length >= 9 && digits.length <= 13) ways.push(PHONE);
  if (ways.length === 0) return [];
  const { rows } = await prepared<{ id: string }>(
    `SELECT w."id" FROM (${ways
      .map(
        (way) => `(SELECT i."id", i."weight" FROM "Institution" i
      WHERE ${SEEN} AND ${way} ORDER BY i."weight" DESC LIMIT 40)`,
      )
      .join(" UNION ")}) w
     LEFT JOIN "Account" a ON ${CODE} || ${FOLDED} IS NOT NULL AND a."productId" = ${PRODUCT} AND a."institutionId" = w."id"
     ORDER BY a."id" IS NULL, w."weight" DESC, w."id" LIMIT (SELECT $4::int)`,
    [productId, code, folded, limit],
  );
  return rows.map(({ id }) => id);
}

const VISIBLE = `(i."productId" IS NULL OR i."productId" = ${PRODUCT})`;
const POSTCODE = `i."territoryCode" = ANY (ARRAY(
  SELECT t."code" FROM "Territory" t WHERE t."kind" = 'commune' AND ${CODE} = ANY (t."postcodes")))`;
const PHONE = `i."phone" IS NOT NULL AND right(regexp_replace(i."phone", '[^0-9]', '', 'g'), 9) = right(${CODE}, 9)`;

/** What is found, at most so many, ranked one by one. Corrected names count, beside the reference's. */
const RANKED = `
  WITH hits AS MATERIALIZED (
    SELECT i."id", i."weight", i."name", i."productId", i."search" @@ to_tsquery('simple', (SELECT $3::text)) AS "whole"
    FROM "Institution" i WHERE ${SEEN} AND i."search" @@ to_tsquery('simple', (SELECT $2::text)) LIMIT ${COMMON}
  ), corrected AS MATERIALIZED (
    SELECT i."id", i."weight", i."name", i."productId", FALSE FROM "Account" c
    JOIN "Institution" i ON i."id" = c."institutionId"
    WHERE c."productId" = ${PRODUCT} AND c."corrections" <> '{}' AND to_tsvector('simple', f_fold(concat_ws(' ',
      c."corrections" -> 'name' ->> 'value', c."corrections" -> 'acronym' ->> 'value'))) @@ to_tsquery('simple', (SELECT $2::text))
    LIMIT 500
  )
  SELECT h."id", (SELECT count(*)::int FROM hits) AS "all"
  FROM (SELECT * FROM hits UNION ALL SELECT * FROM corrected) h
  ORDER BY (h."productId" IS NOT NULL OR EXISTS (SELECT FROM "Account" a
    WHERE a."institutionId" = h."id" AND a."productId" = ${PRODUCT} OFFSET 0)) DESC, h."whole" DESC, h."weight" DESC, h."name", h."id"
  LIMIT (SELECT $4::int)`;

/**
 * Of a common word: the heaviest of the portfolio, one look-up each (OFFSET 0 keeps PostgreSQL from reading every
 * answer instead), then the heaviest of all, a walk down an index that stops soon.
 */
const COMMON_WORD = `
  SELECT "id" FROM (
    (SELECT 0 AS "turn", i."id", i."weight"
     FROM (SELECT "institutionId" FROM "Account" WHERE "productId" = $1 LIMIT ${PORTFOLIO}) a
     CROSS JOIN LATERAL (SELECT * FROM "Institution" n WHERE n."id" = a."institutionId" OFFSET 0) i
     WHERE ${VISIBLE} AND i."search" @@ to_tsquery('simple', $2) ORDER BY i."weight" DESC LIMIT $3)
    UNION ALL
    (SELECT 1, i."id", i."weight" FROM "Institution" i
     WHERE ${VISIBLE} AND i."search" @@ to_tsquery('simple', $2) ORDER BY i."weight" DESC LIMIT $3)
  ) w GROUP BY "id" ORDER BY min("turn"), max("weight") DESC, "id" LIMIT $3`;

/** What is shown of these, in this order. By keys alone, so that one plan serves them all. */
export async function readInstitutionHits(
  { productId }: Pick<Actor, "productId">,
  ids: string[],
): Promise<InstitutionHit[]> {
  if (ids.length === 0) return [];
  const { rows } = await prepared<Line>(LINES, [productId, ids]);
  return rows.map(hitOf);
}

type Line = Omit<InstitutionHit, "place" | "opportunity"> & {
  opportunityId: string | null;
  stageName: string;
  stageKind: StageKind;
  stageRank: number;
  departement: string | null;
  departementName: string | null;
  regionName: string | null;
};

function hitOf({
  id,
  name,
  acronym,
  kind,
  phone,
  opportunityId,
  stageName,
  stageKind,
  stageRank,
  ...at
}: Line) {
  const { departement, departementName, regionName } = at;
  const stage = { name: stageName, kind: stageKind, rank: stageRank };
  return {
    ...{ id, name, acronym, kind, phone },
    place: placeLabel({ departement, departementName, regionName }),
    opportunity: opportunityId ? { id: opportunityId, stage } : null,
  };
}

const LINES = `
  SELECT i."id", coalesce(a."corrections" #>> '{name,value}', i."name") AS "name", i."acronym", i."kind",
    coalesce(a."corrections" #>> '{phone,value}', i."phone") AS "phone",
    i."departementCode" AS "departement", d."name" AS "departementName", r."name" AS "regionName",
    o."id" AS "opportunityId", s."name" AS "stageName", s."kind" AS "stageKind",
    (SELECT count(*)::int FROM "Stage" b WHERE b."productId" = s."productId" AND b."kind" = s."kind"
      AND b."position" < s."position") AS "stageRank"
  FROM unnest((SELECT $2::uuid[])) WITH ORDINALITY w("id", "place")
  JOIN "Institution" i ON i."id" = w."id" AND ${SEEN}
  LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = ${PRODUCT}
  LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = ${PRODUCT}
  LEFT JOIN "Stage" s ON s."id" = o."stageId"
  LEFT JOIN "Territory" d ON d."code" = i."departementCode"
  LEFT JOIN "Territory" r ON r."code" = i."regionCode"
  ORDER BY w."place"`;
