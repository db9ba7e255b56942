import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { contactEntity } from "#app/filters/entities.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { pageOfIds, sortKeys } from "#app/filters/keyset.server.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { Contact } from "./contact.ts";
import { contactFields, contactScope, contactSource } from "./contact-fields.server.ts";
import { readContacts } from "./contact-row.server.ts";
import { contactMatch, contactRelevance, readContactSearch } from "./contact-search.server.ts";

export { createContact } from "./create-contact.server.ts";
export { deleteContact } from "./delete-contact.server.ts";
export { updateContact } from "./update-contact.server.ts";

/** What is typed, and the filter: what both the list and « tout prendre » go by. */
export type ContactQuery = { q?: string | null | undefined; filter?: Filter | undefined };

type List = ContactQuery & {
  /** A sortable field, « lastName » or « -createdAt »; by default the best answers first, or the names in order. */
  sort?: string | null | undefined;
  cursor?: string | null | undefined;
  limit?: number | undefined;
};

/**
 * One page of a product's contacts; the first one says how many there are in all.
 * @throws {AppError} invalid: an unknown field, operator, order or cursor
 */
export async function listContacts(
  actor: Actor,
  { q, filter, sort, cursor, limit = 50 }: List,
): Promise<{ items: Contact[]; nextCursor: string | null; total?: number }> {
  const query = readContactSearch(q);
  const byRelevance = query !== null && !sort;
  const order = byRelevance ? `q ${query.folded}` : sort || "lastName";
  const keys = byRelevance ? contactRelevance(query) : sortKeys(order, contactFields, byName);
  const found = await matching(actor, { q, filter }, order);
  const [page, total] = await Promise.all([
    pageOfIds({ ...found, keys, sort: order, cursor, limit }),
    cursor ? undefined : countContacts(actor, { q, filter }),
  ]);
  const items = await readContacts(actor, page.ids);
  return { items, nextCursor: page.nextCursor, ...(total !== undefined && { total }) };
}

/** @throws {AppError} not_found */
export async function getContact(actor: Actor, id: string): Promise<Contact> {
  const [contact] = await readContacts(actor, [uuidOr404(id, "Ce contact")]);
  if (!contact) throw notFound("Ce contact");
  return contact;
}

/** How many contacts the product has under this filter. */
export async function countContacts(actor: Actor, query: ContactQuery): Promise<number> {
  const { from, where } = await matching(actor, query);
  const rows = await db.$queryRaw<[{ total: number }]>`
    SELECT count(*)::int AS "total" FROM ${from} WHERE ${where}`;
  return rows[0].total;
}

/** The ids of everything the filter finds, for « tout prendre », in no order; at most `max` of them. */
export async function findContactIds(actor: Actor, query: ContactQuery, max: number): Promise<string[]> {
  const { from, where } = await matching(actor, query);
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT c."id" FROM ${from} WHERE ${where} LIMIT ${max}`;
  return rows.map(({ id }) => id);
}

const byName = [contactFields.lastName!, contactFields.firstName!, contactFields.id!];

/** The FROM and WHERE of what a query finds, in the given order. */
export async function matching(actor: Actor, { q, filter: asked = EVERYTHING }: ContactQuery, sort = "") {
  const query = readContactSearch(q);
  const filter = await resolveFilter(actor, asked, contactEntity);
  const parts = [contactScope(actor), compileFilter(filter, contactEntity, actor)];
  if (query) parts.push(contactMatch(actor, query));
  return { from: contactSource(actor, { filter, sort }), where: Prisma.join(parts, " AND ") };
}
