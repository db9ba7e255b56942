import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { listContacts } from "#app/contacts/contacts.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { sameList } from "./institutions.ts";
import { compare } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

/** The list of contacts against the same question in hand-written SQL: same rows, same columns, same count. */
export async function benchContacts(pool: pg.Pool, actor: Actor): Promise<BenchRow[]> {
  const visible = `c."productId" = $1 AND c."mergedIntoId" IS NULL`;
  const row = (name: string, sort: string, order: string, joins = "", filter?: Filter, where = "TRUE") =>
    compare(
      `contacts, ${name}`,
      2,
      () => listContacts(actor, { sort, ...(filter && { filter: structuredClone(filter) }) }),
      async () => {
        const [first, all] = await Promise.all([
          pool.query<{ id: string }>(page(`${visible} AND ${where}`, order, joins), [actor.productId]),
          pool.query<{ total: number }>(
            `SELECT count(*)::int AS "total" FROM "Contact" c ${where.includes("i.") ? joins : ""} WHERE ${visible} AND ${where}`,
            [actor.productId],
          ),
        ]);
        return { rows: first.rows, total: all.rows[0]!.total };
      },
      sameList,
    );
  const byName = `c."lastName", c."firstName", c."id"`;
  return [
    await row("by name", "lastName", byName),
    await row("by territory", "departement", `i."departementCode", ${byName}`, `${POST} ${INSTITUTION}`),
    await row("by institution", "institution", `i."name", ${byName}`, `${POST} ${INSTITUTION}`),
    await row("by e-mail", "email", `e."value", ${byName}`, EMAIL),
    await row(
      "an institution of some kind and place",
      "lastName",
      byName,
      "",
      { some: "institutions", where: { all: [of("kind", "commune"), of("departement", "34")] } },
      `EXISTS (SELECT FROM "Position" p JOIN "Institution" i ON i."id" = p."institutionId"
        WHERE p."contactId" = c."id" AND p."validTo" IS NULL AND i."kind" = 'commune' AND i."departementCode" = '34')`,
    ),
    await row(
      "kind, place and none met lately",
      "lastName",
      byName,
      `${POST} ${INSTITUTION}`,
      {
        all: [
          of("kind", ["commune", "epci"]),
          of("departement", "34"),
          { none: "institutions", where: { some: "interactions", where: LATELY } },
        ],
      },
      `i."kind" IN ('commune', 'epci') AND i."departementCode" = '34' AND NOT EXISTS (
        SELECT FROM "Position" q JOIN "Interaction" n ON n."institutionId" = q."institutionId"
        WHERE q."contactId" = c."id" AND q."validTo" IS NULL AND n."productId" = $1
          AND n."happenedAt" > now() - interval '30 days')`,
    ),
  ];
}

export const of = (field: string, value: string | string[]): Filter => ({ field, op: "is", value });

/** An exchange of the last thirty days. */
export const LATELY: Filter = { field: "happenedAt", op: "after", value: { days: -30 } };

const POST = `LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL`;
const INSTITUTION = `LEFT JOIN "Institution" i ON i."id" = p."institutionId"`;
const EMAIL = `LEFT JOIN "Address" e ON e."contactId" = c."id" AND e."kind" = 'email' AND e."primary" AND e."validTo" IS NULL`;
const PHONE = `LEFT JOIN "Address" h ON h."contactId" = c."id" AND h."kind" = 'phone' AND h."primary" AND h."validTo" IS NULL`;

/** As one would write it by hand for speed: the page first, with the joins its order needs, then what is shown. */
function page(where: string, order: string, joins: string): string {
  return `SELECT c."id", c."firstName", c."lastName", c."role", c."opposedAt", p."function", i."name", a."corrections",
      e."value", h."value", e."source", e."collectedAt", d."name", r."name"
    FROM (SELECT c.* FROM "Contact" c ${joins} WHERE ${where} ORDER BY ${order} LIMIT 51) c
    ${POST} ${INSTITUTION}
    LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = $1
    LEFT JOIN "Territory" d ON d."code" = i."departementCode"
    LEFT JOIN "Territory" r ON r."code" = i."regionCode"
    ${EMAIL} ${PHONE}
    ORDER BY ${order}`;
}
