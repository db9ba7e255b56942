import { SOURCE } from "./load.ts";

/** The facts a record brings, in the order they are told. */
const FACTS = ["phone", "email", "website", "address", "siret", "siren"] as const;

/**
 * What the matched records of load `$1` bring, beside what their institutions hold: `brought`. An identifier is only
 * brought where there is none, or where it goes with the one that is known.
 */
const BROUGHT = `
  SELECT r."recordId", i."id", i."provenance", i."toConfirm",
    ${FACTS.map((fact) => `i."${fact}" AS "old_${fact}"`).join(", ")},
    r."facts" ->> 'phone' AS "phone", r."facts" ->> 'email' AS "email", r."facts" ->> 'website' AS "website",
    r."facts" ->> 'address' AS "address",
    CASE WHEN left(r."facts" ->> 'siret', 9) = coalesce(i."siren", r."facts" ->> 'siren', left(r."facts" ->> 'siret', 9))
      THEN r."facts" ->> 'siret' END AS "siret",
    CASE WHEN i."siren" IS NULL THEN r."facts" ->> 'siren' END AS "siren",
    jsonb_build_object('source', '${SOURCE}', 'vintage', coalesce(r."facts" ->> 'vintage', 'sans date')) AS "mark"
  FROM "ReferenceRecord" r JOIN "Institution" i ON i."id" = r."institutionId" AND i."productId" IS NULL
  WHERE r."loadId" = $1 AND r."match" = 'matched'`;

/** How many facts differ from what is held. */
export const COUNT_CHANGES = `
  SELECT count(*) FILTER (WHERE ${FACTS.map(differs).join(" OR ")} OR "toConfirm")::int AS "institutions",
    ${FACTS.map((fact) => `count(*) FILTER (WHERE ${differs(fact)})::int AS "${fact}"`).join(", ")},
    count(*) FILTER (WHERE "toConfirm")::int AS "confirmed"
  FROM (${BROUGHT}) b`;

function differs(fact: string): string {
  return `("${fact}" IS NOT NULL AND "${fact}" IS DISTINCT FROM "old_${fact}")`;
}

/** Each fact marked with its source; and that it was met, so that a later load of the universe does not doubt again. */
const MARKED = `"provenance" || jsonb_strip_nulls(jsonb_build_object(
  ${FACTS.map((fact) => `'${fact}', CASE WHEN "${fact}" IS NOT NULL THEN "mark" END`).join(", ")},
  'toConfirm', CASE WHEN "toConfirm" OR jsonb_exists("provenance", 'toConfirm') THEN "mark" END))`;

/** Writes the records from `$2` to `$3` (as ordered) to their institutions; those that say nothing new stay untouched. */
export const APPLY = `
  UPDATE "Institution" i SET (${FACTS.map((fact) => `"${fact}"`).join(", ")}, "provenance", "toConfirm") =
    ROW(${FACTS.map((fact) => `coalesce(n."${fact}", n."old_${fact}")`).join(", ")}, n."marked", FALSE)
  FROM (SELECT b.*, ${MARKED} AS "marked" FROM (${BROUGHT} AND r."recordId" > $2 AND r."recordId" <= $3) b) n
  WHERE i."id" = n."id" AND (n."toConfirm" OR n."marked" <> n."provenance"
    OR ${FACTS.map((fact) => `(n."${fact}" IS NOT NULL AND n."${fact}" IS DISTINCT FROM n."old_${fact}")`).join(" OR ")})`;
