import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { searchPalette } from "#app/search/palette.server.ts";
import { prefixesOf } from "./institutions.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

/** What is typed, from the rarest word to the commonest, and words that do not exist. */
const TYPED = [
  "noyon",
  "prefecture herault",
  "ddtm 34",
  "castaing",
  "213502388",
  "mairie",
  "maud",
  "association",
];

/**
 * The palette against the same question in hand-written SQL: the best six institutions, the portfolio first, and the
 * best five contacts, by name, then by their post at one of the first three institutions; with what is shown of each.
 */
export async function benchSearch(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const q of TYPED)
    rows.push(
      await compare(
        `palette « ${q} »`,
        2,
        () => searchPalette(actor, q),
        () => handWritten(pool, actor, q),
        (ours, limit) => [shown(q, ours!), shown(q, limit)],
      ),
    );
  // Nothing in SQL corrects words: beside the 50 ms that an answer may take.
  for (const q of ["prefecture heralut", "catsaing"]) {
    const row = await compare(
      `palette « ${q} », misspelled`,
      1,
      () => searchPalette(actor, q),
      async () => {},
    );
    rows.push({ ...row, limit: 50, ratio: row.ours / 50 });
  }
  return rows;
}

type Shown = { institutions: { id: string }[]; contacts: { id: string }[] };

/** Of a word that thousands have, a part of a large portfolio is looked through, and its best shown: as many, not the same. */
const shown = (q: string, { institutions, contacts }: Shown) =>
  COMMON.includes(q) ? institutions.length : [idsOf(institutions), idsOf(contacts)];

const COMMON = ["mairie", "association"];

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

/** How many contacts are shown, and of how many institutions are their people. */
const [PEOPLE, PLACES] = [5, 3];

async function handWritten(pool: pg.Pool, { productId }: Actor, q: string) {
  const asked = [productId, prefixesOf(q), q.replaceAll(" ", " & ")];
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    pool.query<Row>(text, values).then(({ rows }) => rows);
  const [institutions, named] = await Promise.all([
    query<{ id: string }>(INSTITUTIONS, [...asked, q]),
    query<{ id: string }>(CONTACTS, asked),
    query(`SELECT "id" FROM "Campaign" WHERE "productId" = $1 AND f_fold("name") LIKE '%' || $2 || '%'`, [
      productId,
      q,
    ]),
  ]);
  const places = idsOf(institutions).slice(0, PLACES);
  const room = PEOPLE - named.length;
  if (room === 0 || places.length === 0) return { institutions, contacts: named };
  const posted = await query<{ id: string }>(POSTED, [productId, places, idsOf(named), room]);
  return { institutions, contacts: [...named, ...posted] };
}

const INSTITUTIONS = `
  SELECT i."id", i."name", i."acronym", i."kind", i."phone", i."departementCode", d."name" AS "departement", r."name" AS "region",
    o."id" AS "opportunityId", s."name" AS "stage", s."kind" AS "stageKind",
    (SELECT count(*) FROM "Stage" b WHERE b."productId" = s."productId" AND b."kind" = s."kind" AND b."position" < s."position")
  FROM (SELECT i.*, row_number() OVER () AS "place" FROM (SELECT i.*, a."corrections" FROM "Institution" i
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = $1
    WHERE (i."productId" IS NULL OR i."productId" = $1) AND i."search" @@ to_tsquery('simple', $2)
    ORDER BY coalesce(f_fold(i."acronym") = $4, FALSE) DESC, (a."id" IS NOT NULL OR i."productId" IS NOT NULL) DESC,
      i."search" @@ to_tsquery('simple', $3) DESC, i."weight" DESC, i."name", i."id" LIMIT 6) i) i
  LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1
  LEFT JOIN "Stage" s ON s."id" = o."stageId"
  LEFT JOIN "Territory" d ON d."code" = i."departementCode"
  LEFT JOIN "Territory" r ON r."code" = i."regionCode"
  ORDER BY i."place"`;

const SHOWN = `
  LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
  LEFT JOIN "Institution" i ON i."id" = p."institutionId"
  LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL`;

/** Whole names, and only then their beginnings: the second is not begun when the first has enough. */
const CONTACTS = `
  SELECT c."id", c."firstName", c."lastName", p."function", i."name", e."value"
  FROM (SELECT row_number() OVER () AS "place", n.* FROM (
    (SELECT c.* FROM "Contact" c WHERE c."productId" = $1 AND c."mergedIntoId" IS NULL
       AND c."search" @@ to_tsquery('simple', $3) ORDER BY c."lastName", c."id" LIMIT ${PEOPLE})
    UNION ALL
    (SELECT c.* FROM "Contact" c WHERE c."productId" = $1 AND c."mergedIntoId" IS NULL
       AND c."search" @@ to_tsquery('simple', $2) AND NOT c."search" @@ to_tsquery('simple', $3)
     ORDER BY c."lastName", c."id" LIMIT ${PEOPLE})
    LIMIT ${PEOPLE}) n) c ${SHOWN}
  ORDER BY c."place"`;

const POSTED = `
  SELECT c."id", c."firstName", c."lastName", p."function", i."name", e."value"
  FROM (SELECT c.*, w."place" FROM unnest($2::uuid[]) WITH ORDINALITY w("id", "place")
    JOIN "Position" q ON q."productId" = $1 AND q."institutionId" = w."id" AND q."validTo" IS NULL
    JOIN "Contact" c ON c."id" = q."contactId" AND c."mergedIntoId" IS NULL AND c."id" <> ALL ($3::uuid[])
    ORDER BY w."place", c."id" LIMIT $4) c ${SHOWN}
  ORDER BY c."place", c."id"`;
