import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { uuidOr404 } from "#app/ids.ts";
import { BEARS_ROLE_ADDRESS } from "#app/institutions/role-addresses.server.ts";
import { matching } from "#app/institutions/institutions.server.ts";
import { askedFilter, askedRestraint, AUDIENCE_QUESTIONS } from "./audience-form.ts";
import { type Audience, MAX_RECIPIENTS } from "./campaign.ts";

const WHO = ["contacts", "institutions", "institutionsFiltre", "generiques", "q", "filtre"];

/**
 * The audience that a page's address asks for, its people and its options; what it does not say is as in `own`, that of
 * the draft it is about.
 * @throws {AppError} as `readAudienceParams`
 */
export async function readAskedAudience(
  actor: Actor,
  params: URLSearchParams,
  own: Audience | null = null,
): Promise<Audience> {
  const asked = [...WHO, ...Object.keys(AUDIENCE_QUESTIONS)].some((name) => params.has(name));
  const chosen = own && !asked ? own : await readAudienceParams(actor, params);
  const people = "filter" in chosen ? { filter: chosen.filter } : { contactIds: chosen.contactIds };
  if (!own || params.has("parInstitution") || params.has("repos"))
    return { ...people, ...askedRestraint(params.get("parInstitution"), params.get("repos")) };
  const { perInstitution, restDays } = own;
  return { ...people, ...(perInstitution && { perInstitution }), ...(restDays && { restDays }) };
}

/**
 * Whom a link to a new campaign means: `contacts` (ids), the people who hold a post at `institutions` (ids) or at those
 * that `institutionsFiltre` and `q` find (`generiques`: only who bears their role address), else the picker’s own
 * questions, or `filtre`; nothing is everyone.
 * @throws {AppError} invalid, for a filter that cannot be read; not_found, for a malformed id
 */
async function readAudienceParams(actor: Actor, params: URLSearchParams): Promise<Audience> {
  const contacts = params.get("contacts");
  if (contacts !== null) return { contactIds: idsOf(contacts, "Ce contact") };
  const generic = params.get("generiques") === "1";
  const institutions = params.get("institutions");
  if (institutions !== null) {
    const ids = idsOf(institutions, "Cette institution");
    return { contactIds: await holders(actor, Prisma.sql`SELECT unnest(${ids}::uuid[])`, generic) };
  }
  const institutionFilter = params.get("institutionsFiltre");
  if (institutionFilter !== null || generic) {
    const { from, where } = await matching(actor, {
      filter: parseFilter(institutionFilter),
      q: params.get("q"),
    });
    return {
      contactIds: await holders(actor, Prisma.sql`SELECT i."id" FROM ${from} WHERE ${where}`, generic),
    };
  }
  return { filter: askedFilter(params) ?? parseFilter(params.get("filtre")) };
}

function idsOf(list: string, what: string): string[] {
  return list
    .split(",")
    .filter(Boolean)
    .map((id) => uuidOr404(id, what));
}

/** The contacts who hold a post today at one of these institutions. */
async function holders(
  { productId }: Actor,
  institutionIds: Prisma.Sql,
  generic: boolean,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ contactId: string }[]>`
    SELECT DISTINCT "contactId" FROM "Position"
    WHERE "productId" = ${productId}::uuid AND "validTo" IS NULL AND "institutionId" IN (${institutionIds})
      AND EXISTS (SELECT FROM "Contact" c WHERE c."id" = "contactId" AND c."mergedIntoId" IS NULL)
      ${generic ? Prisma.sql`AND ${BEARS_ROLE_ADDRESS}` : Prisma.empty}
    LIMIT ${MAX_RECIPIENTS + 1}`;
  return rows.map(({ contactId }) => contactId);
}
