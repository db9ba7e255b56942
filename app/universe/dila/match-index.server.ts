import type pg from "pg";
import { type Known, MatchIndex, type Place } from "./match.ts";

/** The reference data as matching needs it: some 38 000 institutions, whatever the size of the dump. */
export async function readMatchIndex(client: pg.ClientBase): Promise<MatchIndex> {
  const { rows: communes } = await client.query<Place & { code: string }>(
    `SELECT "code", "regionCode" AS "region", "departementCode" AS "departement", "arrondissementCode" AS "arrondissement",
       "epciCode" AS "epci" FROM "Territory" WHERE "kind" = 'commune'`,
  );
  const { rows: known } = await client.query<Known>(
    `SELECT i."id", i."name", i."acronym", i."category", i."siren", i."siret", i."territoryCode", t."name" AS "territoryName",
       i."departementCode", coalesce(t."postcodes", '{}') AS "postcodes"
     FROM "Institution" i LEFT JOIN "Territory" t ON t."code" = i."territoryCode" WHERE i."productId" IS NULL`,
  );
  return new MatchIndex(known, new Map(communes.map(({ code, ...place }) => [code, place])));
}
