import type pg from "pg";
import { fold } from "#app/search/query.ts";
import type { Row } from "./rows.ts";

export type Territory = {
  code: string;
  kind: string;
  name: string;
  departementCode: string | null;
  departementName: string | null;
  regionCode: string | null;
  population: number | null;
  postcodes: string[];
};

type Asked = Row & { territory: string | null; departement: string | null; postcode: string | null };

/**
 * The territory each row says: a code, « Lunel (34145) », a commune's name where one alone bears it (in the
 * département that the row says, if any), failing that the département itself. Others are one more fault of the row.
 */
export async function resolveTerritories(
  client: pg.ClientBase,
  rows: Asked[],
): Promise<(Territory | null)[]> {
  const said = rows.map(({ territory, departement, postcode }) => {
    const text = territory ?? "";
    const code = (/\(([0-9A-Z]{2,9})\)$/.exec(text)?.[1] ?? text).replace(/\s/g, "").toUpperCase();
    const padded = /^\d{4}$/.test(code) ? `0${code}` : code;
    return JSON.stringify({ code: padded, name: fold(text), departement, postcode });
  });
  const distinct = [...new Set(said)];
  const { rows: found } = await client.query<Territory & { p: number; rank: number }>(FIND, [
    JSON.stringify(distinct.map((text, p) => ({ p, ...JSON.parse(text) }))),
  ]);
  const byPlace = Map.groupBy(found, ({ p }) => p);
  const answers = new Map(distinct.map((text, p) => [text, closest(byPlace.get(p) ?? [])]));
  return rows.map((row, index) => {
    const answer = answers.get(said[index]!)!;
    if (row.territory && answer === "none")
      row.faults.push(`Territoire : « ${row.territory.slice(0, 80)} » est inconnu`);
    if (row.territory && answer === "several")
      row.faults.push(
        `Territoire : plusieurs « ${row.territory.slice(0, 80)} » ; donnez le code INSEE ou le département`,
      );
    return typeof answer === "string" ? null : answer;
  });
}

function closest(found: (Territory & { rank: number })[]): Territory | "none" | "several" {
  const best = Math.min(...found.map(({ rank }) => rank));
  const left = found.filter(({ rank }) => rank === best);
  return left.length > 1 ? "several" : (left[0] ?? "none");
}

const FIND = `
  WITH asked AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS a("p" int, "code" text, "name" text, "departement" text, "postcode" text)
  ), found AS (
    SELECT a."p", t."code", 1 AS "rank" FROM asked a JOIN "Territory" t ON t."code" = a."code"
    UNION ALL
    SELECT a."p", t."code", CASE WHEN a."postcode" = ANY (t."postcodes") THEN 2 ELSE 3 END
    FROM asked a JOIN "Territory" t ON f_fold(t."name") = a."name" AND t."kind" IN ('commune', 'departement', 'region', 'epci')
    WHERE a."name" <> '' AND (a."departement" IS NULL OR t."departementCode" = a."departement" OR t."kind" <> 'commune')
    UNION ALL
    SELECT a."p", t."code", 4 FROM asked a JOIN "Territory" t ON t."code" = a."departement" WHERE a."name" = ''
  )
  SELECT f."p", min(f."rank") AS "rank", t."code", t."kind"::text, t."name", t."population", t."postcodes",
    CASE t."kind" WHEN 'departement' THEN t."code" ELSE t."departementCode" END AS "departementCode",
    CASE t."kind" WHEN 'region' THEN t."code" ELSE t."regionCode" END AS "regionCode", d."name" AS "departementName"
  FROM found f JOIN "Territory" t ON t."code" = f."code"
    LEFT JOIN "Territory" d ON d."code" = CASE t."kind" WHEN 'departement' THEN t."code" ELSE t."departementCode" END
  GROUP BY f."p", t."code", d."name"`;
