import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { readRows } from "#app/db/read.server.ts";
import { notFound } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { institutionEntity } from "#app/filters/entities.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { pageOfIds, sortKeys } from "#app/filters/keyset.server.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import { readSearch } from "#app/search/query.ts";
import {
  institutionFields,
  institutionScope,
  institutionSource,
  usesJoins,
} from "./institution-fields.server.ts";
import { type InstitutionRow, readInstitutions } from "./institution-row.server.ts";
import { institutionMatch, institutionRelevance } from "./institution-search.server.ts";

export { createInstitution } from "./create-institution.server.ts";
export { updateInstitution } from "./update-institution.server.ts";

/** What is typed, and the filter: what both the list and « tout prendre » go by. */
export type InstitutionQuery = { q?: string | null | undefined; filter?: Filter | undefined };

type List = InstitutionQuery & {
  /** A sortable field, « name » or « -population »; by default the best answers first, or the names in order. */
  sort?: string | null | undefined;
  cursor?: string | null | undefined;
  limit?: number | undefined;
};

/**
 * One page of the institutions a product sees; the first one says how many there are in all.
 * @throws {AppError} invalid: an unknown field, operator, order or cursor
 */
export async function listInstitutions(
  actor: Actor,
  { q, filter, sort, cursor, limit = 50 }: List,
): Promise<{ items: InstitutionRow[]; nextCursor: string | null; total?: number }> {
  const query = readSearch(q);
  const byRelevance = query !== null && !sort;
  const order = byRelevance ? `q ${query.folded}` : sort || "name";
  const keys = byRelevance ? institutionRelevance(query) : sortKeys(order, institutionFields, byName);
  const found = await matching(actor, { q, filter }, order);
  const [page, total] = await Promise.all([
    pageOfIds({ ...found, keys, sort: order, cursor, limit }),
    cursor ? undefined : countInstitutions(actor, { q, filter }),
  ]);
  const items = await readInstitutions(actor, page.ids);
  return { items, nextCursor: page.nextCursor, ...(total !== undefined && { total }) };
}

/** @throws {AppError} not_found */
export async function getInstitution(actor: Actor, id: string): Promise<InstitutionRow> {
  const [institution] = await readInstitutions(actor, [uuidOr404(id, "Cette institution")]);
  if (!institution) throw notFound("Cette institution");
  return institution;
}

/** How many institutions the product sees under this filter. */
export async function countInstitutions(actor: Actor, query: InstitutionQuery): Promise<number> {
  const { from, where } = await matching(actor, query);
  const [count] = await readRows<{ total: number }>(Prisma.sql`
    SELECT count(*)::int AS "total" FROM ${usesJoins(where) ? from : Prisma.sql`"Institution" i`} WHERE ${where}`);
  return count!.total;
}

/** The ids of everything the filter finds, for « tout prendre », in no order; at most `max` of them. */
export async function findInstitutionIds(
  actor: Actor,
  query: InstitutionQuery,
  max: number,
): Promise<string[]> {
  const { from, where } = await matching(actor, query);
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT i."id" FROM ${from} WHERE ${where} LIMIT ${max}`;
  return rows.map(({ id }) => id);
}

const byName = [institutionFields.name, institutionFields.id];

/** The FROM and WHERE of what a query finds, in the given order. */
export async function matching(actor: Actor, { q, filter: asked = EVERYTHING }: InstitutionQuery, sort = "") {
  const query = readSearch(q);
  const filter = await resolveFilter(actor, asked);
  const parts = [institutionScope(actor), compileFilter(filter, institutionEntity, actor)];
  if (query) parts.push(institutionMatch(actor, query));
  return {
    from: institutionSource(actor, { filter, sort }),
    where: Prisma.join(parts, " AND "),
  };
}
