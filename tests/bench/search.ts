import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { searchPalette } from "#app/search/palette.server.ts";
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
 * best five contacts, with what is shown of each.
 */
export async function benchSearch(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const q of TYPED) {
    const typed = q.split(" ").map((word) => (/^\d{1,3}$/.test(word) ? word : `${word}:*`));
    rows.push(
      await compare(
        `palette « ${q} »`,
        2,
        () => searchPalette(actor, q),
        () =>
          Promise.all([
            pool.query(INSTITUTIONS, [actor.productId, typed.join(" & ")]),
            pool.query(CONTACTS, [actor.productId, typed.join(" & ")]),
            pool.query(
              `SELECT "id" FROM "Campaign" WHERE "productId" = $1 AND f_fold("name") LIKE '%' || $2 || '%'`,
              [...[actor.productId, q]],
            ),
          ]),
      ),
    );
  }
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

const INSTITUTIONS = `
  SELECT i."id", i."name", i."acronym", i."kind", i."phone", i."departementCode", d."name", r."name", o."id", s."name", s."kind",
    (SELECT count(*) FROM "Stage" b WHERE b."productId" = s."productId" AND b."kind" = s."kind" AND b."position" < s."position")
  FROM (SELECT i.*, a."corrections" FROM "Institution" i
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = $1
    WHERE (i."productId" IS NULL OR i."productId" = $1) AND i."search" @@ to_tsquery('simple', $2)
    ORDER BY (a."id" IS NOT NULL OR i."productId" IS NOT NULL) DESC, i."weight" DESC, i."name", i."id" LIMIT 6) i
  LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1
  LEFT JOIN "Stage" s ON s."id" = o."stageId"
  LEFT JOIN "Territory" d ON d."code" = i."departementCode"
  LEFT JOIN "Territory" r ON r."code" = i."regionCode"`;

const CONTACTS = `
  SELECT c."id", c."firstName", c."lastName", p."function", i."name", e."value"
  FROM (SELECT c.* FROM "Contact" c WHERE c."productId" = $1 AND c."search" @@ to_tsquery('simple', $2)
    ORDER BY c."lastName", c."id" LIMIT 5) c
  LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
  LEFT JOIN "Institution" i ON i."id" = p."institutionId"
  LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL`;
