import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { uuidOr404 } from "#app/ids.ts";
import { askedFilter } from "./audience-form.ts";
import type { Audience } from "./campaign.ts";

/**
 * Whom a link to a new campaign means: `contacts` (ids), `institutions` (ids: the people who hold a post there), else
 * the picker’s own questions, or `filtre`; nothing is everyone.
 * @throws {AppError} invalid, for a filter that cannot be read; not_found, for a malformed id
 */
export async function readAudienceParams(actor: Actor, params: URLSearchParams): Promise<Audience> {
  const contacts = params.get("contacts");
  if (contacts !== null) return { contactIds: idsOf(contacts, "Ce contact") };
  const institutions = params.get("institutions");
  if (institutions !== null)
    return { contactIds: await holders(actor, idsOf(institutions, "Cette institution")) };
  return { filter: askedFilter(params) ?? parseFilter(params.get("filtre")) };
}

function idsOf(list: string, what: string): string[] {
  return list
    .split(",")
    .filter(Boolean)
    .map((id) => uuidOr404(id, what));
}

/** The contacts whose present post is at one of these institutions. */
async function holders({ productId }: Actor, institutionIds: string[]): Promise<string[]> {
  const rows = await db.position.findMany({
    where: { productId, institutionId: { in: institutionIds }, validTo: null },
    select: { contactId: true },
    distinct: ["contactId"],
  });
  return rows.map(({ contactId }) => contactId);
}
