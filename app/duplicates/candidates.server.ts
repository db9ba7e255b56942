import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { NEAR, type Reason, REASONS, scoreOf, SHOWN, SWITCHBOARD, WEIGHTS } from "./reasons.ts";

export type Pair = { one: string; other: string; reasons: Reason[]; score: number };

/** How many may share the beginning of a word in one institution for it to be worth comparing them two by two. */
const CROWD = 40;

type Found = { one: string; other: string; total: number } & Record<Reason, boolean>;

/** The queue is worked from its head: what follows is counted, and comes up as it empties. */
const MOST = 100;

/**
 * The pairs of a product's contacts that look like one person, the surest first: found by sets, through the indexes of
 * addresses and of folded names, never by comparing everyone with everyone. Those merged, or said to be two, are out.
 *
 * Near names, which cost the most to meet, make the least sure pairs: they are looked for when there are not enough
 * surer ones to fill the queue. Without them, `total` is a least.
 */
export async function listPairs({
  productId,
}: Pick<Actor, "productId">): Promise<{ pairs: Pair[]; total: number; atLeast: boolean }> {
  const { rows, sure } = await db.$transaction(
    async (tx) => {
      // The sets are met in memory: sorted on disk, they take twice as long.
      await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
      const surest = await findPairs(tx, candidates(productId, NO_NEAR));
      const filled = surest.length === MOST && surest.every((pair) => scoreOf(reasonsOf(pair)) > NEAREST);
      return { rows: filled ? surest : await findPairs(tx, candidates(productId, NEAR_PAIRS)), sure: filled };
    },
    { timeout: 30_000 },
  );
  const pairs = rows.map((row) => {
    const reasons = reasonsOf(row);
    return { one: row.one, other: row.other, reasons, score: scoreOf(reasons) };
  });
  return { pairs, total: rows[0]?.total ?? 0, atLeast: sure };
}

/** What a pair that only near names bring together can score at most. */
const NEAREST = scoreOf(["near", "institution"]);

const reasonsOf = (found: Found): Reason[] => REASONS.filter((reason) => found[reason]);

function findPairs(tx: Pick<Tx, "$queryRaw">, among: Prisma.Sql): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    ${among},
    scored AS (
      SELECT *, count(*) OVER ()::int AS "total" FROM pair WHERE ${score} >= ${SHOWN}
    )
    SELECT "one", "other", "email", "phone", "name", "near", "institution", "domain", "total"
    FROM scored ORDER BY ${score} DESC, "one", "other" LIMIT ${MOST}`;
}

const score = Prisma.join(
  REASONS.map((reason) => Prisma.raw(`CASE WHEN "${reason}" THEN ${WEIGHTS[reason]} ELSE 0 END`)),
  " + ",
);

function candidates(productId: string, near: Prisma.Sql): Prisma.Sql {
  const product = Prisma.sql`${productId}::uuid`;
  return Prisma.sql`
    WITH alone AS MATERIALIZED (
      SELECT "id", "nameKey" FROM "Contact" WHERE "productId" = ${product} AND "mergedIntoId" IS NULL
    ), held AS MATERIALIZED (
      -- Addresses that several people hold, read in the order of their index.
      SELECT "kind", "normalized" FROM "Address" WHERE "productId" = ${product} AND "normalized" <> ''
      GROUP BY "kind", "normalized"
      HAVING count(DISTINCT "contactId") BETWEEN 2 AND CASE "kind" WHEN 'email' THEN 20 ELSE ${SWITCHBOARD} END
    ), by_address AS (
      SELECT DISTINCT a."contactId" AS "one", b."contactId" AS "other", a."kind"
      FROM held h
      JOIN "Address" a ON a."productId" = ${product} AND a."kind" = h."kind" AND a."normalized" = h."normalized"
      JOIN "Address" b ON b."productId" = ${product} AND b."kind" = h."kind" AND b."normalized" = h."normalized"
        AND a."contactId" < b."contactId"
    ), shared AS MATERIALIZED (
      -- Most places have one person: nobody to be met with.
      SELECT "institutionId" FROM "Position" WHERE "productId" = ${product} GROUP BY 1 HAVING count(*) > 1
    ), post AS MATERIALIZED (
      SELECT DISTINCT p."institutionId", p."contactId", c."nameKey"
      FROM shared JOIN "Position" p USING ("institutionId") JOIN alone c ON c."id" = p."contactId"
      WHERE p."productId" = ${product} AND c."nameKey" IS NOT NULL
    ), by_place AS (
      SELECT a."contactId" AS "one", b."contactId" AS "other"
      FROM (SELECT "institutionId", "nameKey" FROM post GROUP BY 1, 2 HAVING count(*) > 1) twice
      JOIN post a USING ("institutionId", "nameKey") JOIN post b USING ("institutionId", "nameKey")
      WHERE a."contactId" < b."contactId"
      UNION ${near}
    ), domain AS MATERIALIZED (
      SELECT DISTINCT a."contactId", split_part(a."normalized", '@', 2) AS "host"
      FROM "Address" a WHERE a."productId" = ${product} AND a."kind" = 'email'
        AND split_part(a."normalized", '@', 2) <> ALL (${PUBLIC_HOSTS})
    ), namesake AS MATERIALIZED (
      SELECT "nameKey" FROM alone WHERE "nameKey" IS NOT NULL GROUP BY 1 HAVING count(*) BETWEEN 2 AND 20
    ), by_domain AS (
      SELECT DISTINCT a."id" AS "one", b."id" AS "other" FROM namesake n
      JOIN alone a USING ("nameKey") JOIN alone b ON b."nameKey" = a."nameKey" AND a."id" < b."id"
      JOIN domain d ON d."contactId" = a."id" JOIN domain e ON e."contactId" = b."id" AND e."host" = d."host"
    ), met AS (
      SELECT "one", "other", "kind"::text AS "by" FROM by_address UNION ALL
      SELECT "one", "other", 'place' FROM by_place UNION ALL
      SELECT "one", "other", 'domain' FROM by_domain
    ), pair AS MATERIALIZED (
      SELECT "one", "other", bool_or("by" = 'email') AS "email", bool_or("by" = 'phone') AS "phone",
        coalesce(a."nameKey" = b."nameKey", FALSE) AS "name",
        coalesce(a."nameKey" <> b."nameKey" AND similarity(a."nameKey", b."nameKey") >= ${NEAR}, FALSE) AS "near",
        bool_or("by" = 'place') OR EXISTS (
          SELECT FROM "Position" p JOIN "Position" q ON q."institutionId" = p."institutionId"
          WHERE p."contactId" = "one" AND q."contactId" = "other") AS "institution",
        bool_or("by" = 'domain') AS "domain"
      FROM met JOIN alone a ON a."id" = "one" JOIN alone b ON b."id" = "other"
      WHERE NOT EXISTS (SELECT FROM "DistinctContacts" t
        WHERE t."productId" = ${product} AND t."oneId" = "one" AND t."otherId" = "other")
      GROUP BY "one", "other", a."nameKey", b."nameKey"
    )`;
}

/** Where anybody may have an address: sharing one of these says nothing. */
const PUBLIC_HOSTS = [
  ...[
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "hotmail.fr",
    "hotmail.com",
    "outlook.fr",
    "outlook.com",
    "yahoo.fr",
  ],
  ...["free.fr", "laposte.net", "sfr.fr", "live.fr", "icloud.com", "protonmail.com", "proton.me"],
];

/** Those of one place whose names are near, over `post`. */
const NEAR_PAIRS = Prisma.sql`(
  WITH word AS MATERIALIZED (
    -- Near names share the beginning of one word at least: that, and the institution, are what they are met by.
    SELECT DISTINCT "institutionId", "contactId", "nameKey", left(w, 3) AS "start"
    FROM post, unnest(string_to_array("nameKey", ' ')) w
  ), block AS MATERIALIZED (
    -- A beginning that too many share in one place says nothing; whoever is alone has nobody to be met with.
    SELECT "institutionId", "start" FROM word GROUP BY 1, 2 HAVING count(*) BETWEEN 2 AND ${CROWD}
  )
  SELECT a."contactId", b."contactId" FROM block
  JOIN word a USING ("institutionId", "start") JOIN word b USING ("institutionId", "start")
  WHERE a."contactId" < b."contactId" AND abs(length(a."nameKey") - length(b."nameKey")) <= 4
    AND similarity(a."nameKey", b."nameKey") >= ${NEAR})`;

const NO_NEAR = Prisma.sql`SELECT NULL::uuid, NULL::uuid WHERE FALSE`;
