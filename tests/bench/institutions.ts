import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { LATELY, of } from "./contacts.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

/** The list of institutions against the same question in hand-written SQL: same rows, same columns, same count. */
export async function benchInstitutions(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const { productId } = actor;
  const visible = `(i."productId" IS NULL OR i."productId" = $1)`;
  const raw =
    (where: string, order: string, values: unknown[], joins = "", ranking: unknown[] = []) =>
    async () => {
      const bound = [productId, ...values];
      const [first, all] = await Promise.all([
        pool.query<{ id: string }>(page(`${visible} AND ${where}`, order, joins), [...bound, ...ranking]),
        pool.query<{ total: number }>(
          `SELECT count(*)::int AS "total" FROM "Institution" i WHERE ${visible} AND ${where} AND $1::uuid IS NOT NULL`,
          bound,
        ),
      ]);
      return { rows: first.rows, total: all.rows[0]!.total };
    };
  const filter = {
    all: [
      { field: "kind", op: "is", value: ["commune", "epci"] },
      { field: "departement", op: "is", value: "34" },
    ],
  } as const;
  const search = (q: string) =>
    compare(
      `search « ${q} »`,
      2,
      () => listInstitutions(actor, { q }),
      raw(
        `i."search" @@ to_tsquery('simple', $2)`,
        `coalesce(f_fold(i."acronym") = $3, FALSE) DESC, (a."id" IS NOT NULL OR i."productId" IS NOT NULL) DESC,
         i."search" @@ to_tsquery('simple', $4) DESC, i."weight" DESC, i."name", i."id"`,
        [prefixesOf(q)],
        ACCOUNT,
        [q, q.replaceAll(" ", " & ")],
      ),
      sameList,
    );
  const sorted = (name: string, sort: string, order: string, joins = "") =>
    compare(
      `institutions, by ${name}`,
      2,
      () => listInstitutions(actor, { sort }),
      raw("TRUE", `${order}, i."name", i."id"`, [], joins),
      sameList,
    );
  return [
    await compare(
      "institutions, by name",
      2,
      () => listInstitutions(actor, {}),
      raw("TRUE", `i."name", i."id"`, []),
      sameList,
    ),
    await compare(
      "institutions, by population",
      2,
      () => listInstitutions(actor, { sort: "-population" }),
      raw("TRUE", `i."population" DESC NULLS LAST, i."name" DESC, i."id" DESC`, []),
      sameList,
    ),
    await compare(
      "institutions, by due date",
      2,
      () => listInstitutions(actor, { sort: "nextActionAt" }),
      raw("TRUE", `t."dueOn" ASC NULLS LAST, i."name", i."id"`, [], `${OPPORTUNITY} ${TASK}`),
      sameList,
    ),
    await compare(
      "institutions, kind and département",
      2,
      () => listInstitutions(actor, { filter: structuredClone(filter) as never }),
      raw(`i."kind" IN ('commune', 'epci') AND i."departementCode" = '34'`, `i."name", i."id"`, []),
      sameList,
    ),
    await compare(
      "institutions, kind, place and none met lately",
      2,
      () =>
        listInstitutions(actor, {
          filter: {
            all: [
              of("kind", ["commune", "epci"]),
              of("departement", "34"),
              { none: "interactions", where: structuredClone(LATELY) },
            ],
          },
        }),
      raw(
        `i."kind" IN ('commune', 'epci') AND i."departementCode" = '34' AND NOT EXISTS (SELECT FROM "Interaction" n
          WHERE n."institutionId" = i."id" AND n."productId" = $1 AND n."happenedAt" > now() - interval '30 days')`,
        `i."name", i."id"`,
        [],
      ),
      sameList,
    ),
    await sorted("stage", "stage", `s."position" ASC NULLS LAST`, `${OPPORTUNITY} ${STAGE}`),
    await sorted("reach", "reach", `o."reach" ASC NULLS LAST`, OPPORTUNITY),
    await sorted("last exchange", "lastInteractionAt", `a."lastInteractionAt" ASC NULLS LAST`, ACCOUNT),
    await sorted("département", "departement", `i."departementCode" ASC NULLS LAST`),
    await search("prefecture herault"),
    await search("saint etienne metropole"),
    await search("ddtm 34"),
  ];
}

type Listed = { id: string }[];

/** The same first page, in the same order, of as many. */
export const sameList = (ours: { items: Listed; total?: number }, limit: { rows: Listed; total: number }) =>
  [
    [ours.total, ...ours.items.map(({ id }) => id)],
    [limit.total, ...limit.rows.slice(0, ours.items.length).map(({ id }) => id)],
  ] as [unknown, unknown];

/** What is typed for `to_tsquery`: each word may be the beginning of a longer one, a code is itself. */
export const prefixesOf = (q: string): string =>
  q
    .split(" ")
    .map((word) => (/^\d{1,3}$/.test(word) ? word : `${word}:*`))
    .join(" & ");

const ACCOUNT = `LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = $1`;
const OPPORTUNITY = `LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = $1`;
const STAGE = `LEFT JOIN "Stage" s ON s."id" = o."stageId"`;
const TASK = `LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL`;

/** As one would write it by hand for speed: the page first, with the joins its order needs, then what is shown. */
function page(where: string, order: string, joins: string): string {
  return `SELECT i."id", i."name", i."kind", i."acronym", i."siren", i."siret", i."territoryCode", i."departementCode",
      d."name" AS "departementName", r."name" AS "regionName", i."email", i."phone", i."website", i."population",
      i."source", i."vintage", i."productId", a."keyAccount", a."corrections", u."name" AS "ownerName",
      a."lastInteractionAt", o."id" AS "opportunityId", o."reach", s."name" AS "stageName", s."kind" AS "stageKind",
      s."milestone", t."title", t."dueOn", t."owedBy"
    FROM (SELECT i.* FROM "Institution" i ${joins} WHERE ${where} ORDER BY ${order} LIMIT 51) i
    ${ACCOUNT} ${OPPORTUNITY}
    ${STAGE}
    ${TASK}
    LEFT JOIN "Territory" d ON d."code" = i."departementCode"
    LEFT JOIN "Territory" r ON r."code" = i."regionCode"
    LEFT JOIN "User" u ON u."id" = coalesce(o."ownerId", a."ownerId")
    ORDER BY ${order}`;
}
