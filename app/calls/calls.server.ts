import type { Actor } from "#app/auth/actor.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { institutionsToCall } from "#app/day/day.server.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { AppError } from "#app/errors.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { isUuid } from "#app/ids.ts";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { kindOf } from "#app/interactions/kinds.ts";
import { getOpportunityOf, listOpportunities } from "#app/pipeline/opportunities.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { CALLS_MAX } from "./call-list.ts";

/**
 * The institutions to call that a URL asks for: those of the day (`jour`), of a selection (`ids`), or of a filter over
 * partnerships (`de=partenariats`) or institutions. Each once, those in sight of the product alone.
 * @throws {AppError} invalid, for a filter that cannot be read, or when there is nobody to call
 */
export async function findCalls(actor: Actor, params: URLSearchParams): Promise<string[]> {
  const ids = await asked(actor, params);
  const found = await inSight(actor, [...new Set(ids)].slice(0, CALLS_MAX));
  if (found.length > 0) return found;
  throw new AppError("invalid", "Personne à appeler ici : élargissez le filtre, ou prenez la liste du jour.");
}

async function asked(actor: Actor, params: URLSearchParams): Promise<string[]> {
  const day = params.get("jour");
  if (day) return institutionsToCall(actor, day === "tous" ? "all" : "mine", isoDay(new Date()), CALLS_MAX);
  const chosen = params.get("ids");
  if (chosen)
    return chosen
      .split(",")
      .filter(isUuid)
      .map((id) => id.toLowerCase());
  const { q, filter, sort } = readListParams(params);
  const list = { filter, limit: CALLS_MAX, ...(q && { q }), ...(sort && { sort }) };
  if (params.get("de") === "partenariats") {
    const { items } = await listOpportunities(actor, list);
    return items.map(({ institutionId }) => institutionId);
  }
  const { items } = await listInstitutions(actor, list);
  return items.map(({ id }) => id);
}

/** In the order asked. */
async function inSight({ productId }: Actor, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const where = { id: { in: ids }, OR: [{ productId: null }, { productId }] };
  const found = await db.institution.findMany({ where, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  return ids.filter((id) => known.has(id));
}

export type CallCard = Awaited<ReturnType<typeof readCall>>;

/** Whom to call, on what numbers, what was said last, and what to say. @throws {AppError} not_found */
export async function readCall(actor: Actor, institutionId: string) {
  const { productId } = actor;
  const institution = await getInstitution(actor, institutionId);
  const { id, name, phone, website, departementName, regionName } = institution;
  const [people, opportunity, task, last, product] = await Promise.all([
    listContactsAt(actor, id),
    getOpportunityOf(actor, id),
    db.task.findFirst({
      where: { productId, institutionId: id, doneAt: null },
      orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { id: "asc" }],
      select: { id: true, title: true, kind: true, contactId: true },
    }),
    db.$queryRaw<LastExchange[]>`
      SELECT e."id", e."kind"::text AS "kind", e."direction"::text AS "direction", e."summary", e."happenedAt",
        e."outcome"::text AS "outcome", nullif(concat_ws(' ', c."firstName", c."lastName"), '') AS "contact"
      FROM "Interaction" e LEFT JOIN "Contact" c ON c."id" = e."contactId"
      WHERE e."productId" = ${productId}::uuid AND e."institutionId" = ${id}::uuid
      ORDER BY e."happenedAt" DESC, e."id" LIMIT 4`,
    db.product.findUniqueOrThrow({ where: { id: productId }, select: { callScript: true } }),
  ]);
  const present = people.filter(({ left }) => !left);
  // Whom the action names comes first, then who has a number.
  const rank = (person: (typeof present)[number]) =>
    person.id === task?.contactId || task?.title.includes(person.name) ? 0 : person.phone ? 1 : 2;
  return {
    institution: { id, name, phone, website, place: departementName ?? regionName ?? null },
    people: present.toSorted((one, other) => rank(one) - rank(other)).slice(0, 20),
    opportunity,
    task: task && { ...task, call: kindOf(task.title, task.kind) === "call" },
    last,
    script: product.callScript,
  };
}

type LastExchange = {
  id: string;
  kind: "call" | "email" | "meeting" | "event" | "user_test" | "note";
  direction: "inbound" | "outbound" | null;
  summary: string;
  happenedAt: Date;
  outcome: string | null;
  contact: string | null;
};

/** How many institutions of a list have nobody with a number, so that it is said before one starts. */
export async function countWithoutNumber({ productId }: Actor, ids: string[]): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM "Institution" i
    LEFT JOIN "Account" a ON a."productId" = ${productId}::uuid AND a."institutionId" = i."id"
    WHERE i."id" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))})
      AND coalesce(a."corrections" -> 'phone' ->> 'value', i."phone", '') = ''
      AND NOT EXISTS (SELECT FROM "Position" p JOIN "Address" h ON h."contactId" = p."contactId"
        WHERE p."productId" = ${productId}::uuid AND p."institutionId" = i."id" AND p."validTo" IS NULL
          AND h."kind" = 'phone' AND h."validTo" IS NULL)`;
  return row.count;
}
