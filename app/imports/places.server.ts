import type pg from "pg";
import type { Place } from "./place.ts";

/** The institution a row means; or why nobody can say, in French. */
export type Resolved = { id: string } | { reason: string; ambiguous: boolean };

/** Likely names are looked for on so many unknown places of a lot: a file of nonsense should not be slow to refuse. */
const SUGGESTED = 40;

/**
 * Which institution each place is: by SIRET, SIREN, INSEE code, then name, among those the product sees. Several that
 * answer alike are told apart by the département and the postcode, or refused with their names; nothing is guessed.
 */
export async function resolvePlaces(
  client: pg.ClientBase,
  productId: string,
  places: Place[],
): Promise<Resolved[]> {
  const asked = places.map((place, p) => ({ p, ...place }));
  const { rows } = await client.query<Found>(FIND, [JSON.stringify(asked), productId]);
  const byPlace = Map.groupBy(rows, ({ p }) => p);
  const resolved = places.map((place, p) => choose(place, byPlace.get(p) ?? []));
  await suggest(client, productId, places, resolved);
  return resolved;
}

type Found = {
  p: number;
  id: string;
  name: string;
  place: string | null;
  own: boolean;
  rank: number;
  departement: string | null;
  territory: string | null;
  here: boolean | null;
  named: boolean | null;
};

function choose(place: Place, found: Found[]): Resolved {
  const coded = !!(place.siret || place.siren || place.insee);
  if (found.length === 0) return { reason: unknown(place), ambiguous: false };
  const best = Math.min(...found.map(({ rank }) => rank));
  // A name whose code says otherwise is not that institution; the SQL keeps those whose code is not known.
  let left = found.filter(({ rank }) => rank === best);
  const byName = best >= BY_NAME;
  if (byName && place.territory) left = left.filter(({ territory }) => territory === place.territory);
  else if (byName && place.departement)
    left = left.filter(({ departement }) => departement === null || departement === place.departement);
  if (left.length > 1 && place.departement)
    left = narrowed(left, ({ departement }) => departement === place.departement);
  if (left.length > 1 && place.postcode) left = narrowed(left, ({ here }) => here === true);
  if (left.length > 1) left = narrowed(left, ({ named }) => named === true);
  if (left.length > 1 && place.territory)
    left = narrowed(left, ({ territory }) => territory === place.territory);
  if (left.length > 1) left = narrowed(left, ({ own }) => !own);
  if (left.length === 1) return { id: left[0]!.id };
  if (left.length === 0) return { reason: unknown(place), ambiguous: false };
  const names = left.slice(0, 5).map(called).join(", ");
  const more = left.length > 5 ? ` et ${left.length - 5} autres` : "";
  const way = coded && !byName ? "" : " : ajoutez le département, le code postal ou le SIREN";
  return {
    reason: `« ${sayPlace(place)} » désigne plusieurs institutions (${names}${more})${way}`,
    ambiguous: true,
  };
}

const narrowed = (found: Found[], keep: (one: Found) => boolean) => {
  const some = found.filter(keep);
  return some.length > 0 ? some : found;
};

/** « Mairie de Saint-Denis (93) »: what tells two of one name apart. */
const called = ({ name, departement, place }: Found) => {
  const where = departement ?? place;
  return where ? `${name} (${where})` : name;
};

const unknown = (place: Place) => `institution inconnue : « ${sayPlace(place)} »`;

function sayPlace({ name, siret, siren, insee }: Place): string {
  const code = siret ? `SIRET ${siret}` : siren ? `SIREN ${siren}` : insee ? `INSEE ${insee}` : null;
  return [name?.slice(0, 120), code].filter(Boolean).join(", ");
}

const BY_NAME = 5;

const FIND = `
  WITH asked AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS a("p" int, "siret" text, "siren" text, "insee" text, "names" text[],
      "short" text, "shortDepartement" text, "town" text, "postcode" text, "acronyms" boolean)
  ), corrected AS MATERIALIZED (
    SELECT "institutionId", f_fold("corrections" #>> '{name,value}') AS "folded" FROM "Account"
    WHERE "productId" = $2::uuid AND "corrections" ? 'name'
  ), found AS (
    SELECT a."p", i."id", 1 AS "rank" FROM asked a JOIN "Institution" i ON i."siret" = a."siret"
    UNION ALL
    SELECT a."p", i."id", 2 FROM asked a JOIN "Institution" i ON i."siren" = left(a."siret", 9)
    UNION ALL
    SELECT a."p", i."id", 3 FROM asked a JOIN "Institution" i ON i."siren" = a."siren"
    UNION ALL
    SELECT a."p", i."id", 4 FROM asked a JOIN "Institution" i ON i."territoryCode" = a."insee" AND i."kind" = 'commune'
    UNION ALL
    SELECT a."p", i."id", 5 FROM asked a JOIN "Institution" i ON f_fold(i."name") = ANY (a."names")
    WHERE i."siren" IS NULL OR (a."siren" IS NULL AND a."siret" IS NULL)
    UNION ALL
    SELECT a."p", i."id", 5 FROM asked a
      JOIN "Institution" i ON i."acronym" IS NOT NULL AND f_fold(i."acronym") = ANY (a."names")
    WHERE a."acronyms" AND (i."siren" IS NULL OR (a."siren" IS NULL AND a."siret" IS NULL))
    UNION ALL
    SELECT a."p", c."institutionId", 5 FROM asked a JOIN corrected c ON c."folded" = ANY (a."names")
    UNION ALL
    SELECT a."p", i."id", 6 FROM asked a
      JOIN "Institution" i ON i."departementCode" = a."shortDepartement"
        AND (f_fold(i."name") = a."short" OR (i."acronym" IS NOT NULL AND f_fold(i."acronym") = a."short"))
    WHERE a."short" IS NOT NULL
    UNION ALL
    SELECT a."p", i."id", 6 FROM asked a
      JOIN "Territory" t ON f_fold(t."name") = a."town" AND t."kind" = 'commune'
      JOIN "Institution" i ON i."territoryCode" = t."code" AND i."kind" = 'commune'
    WHERE a."town" IS NOT NULL AND (a."shortDepartement" IS NULL OR i."departementCode" = a."shortDepartement")
      AND (i."siren" IS NULL OR (a."siren" IS NULL AND a."siret" IS NULL))
  )
  SELECT f."p", i."id", i."name", t."name" AS "place", i."productId" IS NOT NULL AS "own", min(f."rank") AS "rank",
    i."departementCode" AS "departement", i."territoryCode" AS "territory",
    a."postcode" = ANY (t."postcodes") AS "here",
    f_fold(i."name") = ANY (a."names") AS "named"
  FROM found f JOIN asked a USING ("p") JOIN "Institution" i ON i."id" = f."id"
    LEFT JOIN "Territory" t ON t."code" = i."territoryCode"
  WHERE i."productId" IS NULL OR i."productId" = $2::uuid
  GROUP BY f."p", i."id", t."code", a."postcode", a."names" ORDER BY i."weight" DESC, i."name", i."id"`;

/** Beside a name that nothing answers to, those it is most like. */
async function suggest(
  client: pg.ClientBase,
  productId: string,
  places: Place[],
  resolved: Resolved[],
): Promise<void> {
  const lost = places
    .flatMap((place, p) => {
      const one = resolved[p]!;
      return "reason" in one && !one.ambiguous && place.acronyms && place.names[0]
        ? [{ p, name: place.names[0] }]
        : [];
    })
    .slice(0, SUGGESTED);
  if (lost.length === 0) return;
  const { rows } = await client.query<{ p: number; names: string[] }>(
    `SELECT a."p", array_agg(n."called") AS "names"
     FROM jsonb_to_recordset($1::jsonb) AS a("p" int, "name" text),
       LATERAL (SELECT i."name" || coalesce(' (' || i."departementCode" || ')', '') AS "called" FROM "Institution" i
         WHERE f_fold(i."name") % a."name" AND (i."productId" IS NULL OR i."productId" = $2::uuid)
         ORDER BY similarity(f_fold(i."name"), a."name") DESC, i."weight" DESC LIMIT 3) n
     GROUP BY a."p"`,
    [JSON.stringify(lost), productId],
  );
  for (const { p, names } of rows) {
    const { reason } = resolved[p] as { reason: string };
    resolved[p] = { reason: `${reason} ; peut-être ${names.join(", ")}`, ambiguous: false };
  }
}
