import type { Actor } from "#app/auth/actor.ts";
import { contactScope, contactSource } from "#app/contacts/contact-fields.server.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { contactEntity } from "#app/filters/entities.server.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import { uuidOr404 } from "#app/ids.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { formatNumber } from "#app/ui/format.ts";
import { type Audience, MAX_RECIPIENTS } from "./campaign.ts";
import type { Exclusion } from "./exclusion.ts";
import { type Asking, findHeldBack } from "./held-back.server.ts";
import { type Candidate, type Letter, type Sorted, sortOut } from "./recipients.ts";

type Reader = Pick<Tx, "$queryRaw">;

/**
 * Who of an audience would receive the letter today, in the order of names, and who would not, and why.
 * @throws {AppError} invalid, when the filter names what contacts do not have, or finds more than 100 000 of them
 */
export async function resolveAudience(
  actor: Pick<Actor, "productId">,
  audience: Audience,
  letter: Letter,
  reader: Reader = db,
  campaign: Asking = { id: null, stopStageId: null, kind: "sequence" },
): Promise<Sorted> {
  const candidates = await findCandidates(actor, audience, reader);
  const suppressed = await findSuppressed(candidates, reader);
  const { perInstitution, restDays } = audience;
  const heldBack = await findHeldBack(actor, candidates, { ...campaign, restDays }, reader);
  const sorted = sortOut(candidates, suppressed, letter, { heldBack, perInstitution });
  return { ...sorted, excluded: [...deletedOf(audience, candidates), ...sorted.excluded] };
}

/**
 * Who a draft is to be written to, once every id is known to be of this product and every field of the filter to exist.
 * @throws {AppError} not_found; invalid
 */
export async function checkAudience(
  actor: Pick<Actor, "productId">,
  { contactIds, filter, perInstitution, restDays }: Asked,
): Promise<Audience> {
  const restraint = { ...(perInstitution && { perInstitution }), ...(restDays && { restDays }) };
  if (filter) {
    compileFilter(await resolveFilter(actor, filter, contactEntity), contactEntity, actor);
    return { filter, ...restraint };
  }
  const { productId } = actor;
  const ids = [...new Set((contactIds ?? []).map((id) => uuidOr404(id, "Ce contact")))];
  const [row] = await db.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS "count" FROM "Contact"
    WHERE "productId" = ${productId}::uuid AND "mergedIntoId" IS NULL AND "id" = ANY(${ids}::uuid[])`;
  if (row.count < ids.length) throw notFound("Un contact de la liste");
  return { contactIds: ids, ...restraint };
}

type Asked = {
  contactIds?: string[] | undefined;
  filter?: Filter | undefined;
  perInstitution?: number | null | undefined;
  restDays?: number | null | undefined;
};

/** The institutions written to in the last 30 days, by this product and by others: counts, never which. */
export async function countSolicited(
  { productId }: Pick<Actor, "productId">,
  institutionIds: string[],
  reader: Reader = db,
): Promise<{ ours: number; others: number }> {
  if (institutionIds.length === 0) return { ours: 0, others: 0 };
  const [row] = await reader.$queryRaw<[{ ours: number; others: number }]>`
    SELECT count(DISTINCT e."institutionId") FILTER (WHERE e."productId" = ${productId}::uuid)::int AS "ours",
      count(DISTINCT e."institutionId") FILTER (WHERE e."productId" <> ${productId}::uuid)::int AS "others"
    FROM "Enrollment" e JOIN "Message" m ON m."enrollmentId" = e."id"
      JOIN "Campaign" c ON c."id" = e."campaignId" AND c."kind" = 'sequence'
    WHERE e."institutionId" = ANY(${institutionIds}::uuid[]) AND m."sentAt" > now() - interval '30 days'`;
  return row;
}

/** The contacts of an audience, as they are today. */
export async function findCandidates(
  actor: Pick<Actor, "productId">,
  audience: Audience,
  reader: Reader,
): Promise<Candidate[]> {
  const { productId } = actor;
  const rows = await reader.$queryRaw<Omit<Candidate, "addressHash">[]>`
    SELECT c."id" AS "contactId", c."firstName", c."lastName", c."opposedAt" IS NOT NULL AS "opposed",
      a."value" AS "email", a."source", a."collectedAt", p."function", p."institutionId",
      p."influence", i."kind"::text AS "kind",
      coalesce(k."corrections" #>> '{name,value}', i."name") AS "institution", t."name" AS "territory"
    FROM "Contact" c
      LEFT JOIN "Address" a ON a."contactId" = c."id" AND a."kind" = 'email' AND a."primary" AND a."validTo" IS NULL
      LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
      LEFT JOIN "Institution" i ON i."id" = p."institutionId"
      LEFT JOIN "Account" k ON k."institutionId" = i."id" AND k."productId" = ${productId}::uuid
      LEFT JOIN "Territory" t ON t."code" = i."territoryCode"
    WHERE ${contactScope(actor)} AND ${await chosen(actor, audience)}
    ORDER BY c."lastName", c."firstName", c."id" LIMIT ${MAX_RECIPIENTS + 1}`;
  if (rows.length > MAX_RECIPIENTS) {
    const message = `Cette audience dépasse ${formatNumber(MAX_RECIPIENTS)} contacts : resserrez le filtre.`;
    throw new AppError("invalid", message, { fields: { filter: message } });
  }
  return rows.map((row) => ({ ...row, addressHash: row.email && addressHash(row.email) }));
}

async function chosen(actor: Pick<Actor, "productId">, audience: Audience): Promise<Prisma.Sql> {
  if ("contactIds" in audience) return Prisma.sql`c."id" = ANY(${audience.contactIds}::uuid[])`;
  const filter = await resolveFilter(actor, audience.filter, contactEntity);
  return Prisma.sql`c."id" IN (SELECT c."id" FROM ${contactSource(actor, { filter })}
    WHERE ${contactScope(actor)} AND ${compileFilter(filter, contactEntity, actor)})`;
}

/** Which of their addresses must never be written to, as hashes. */
export async function findSuppressed(
  candidates: Pick<Candidate, "addressHash">[],
  reader: Reader,
): Promise<Set<string>> {
  const hashes = candidates.flatMap(({ addressHash: hash }) => hash ?? []);
  const rows = await reader.$queryRaw<{ addressHash: string }[]>`
    SELECT "addressHash" FROM "Suppression" WHERE "addressHash" = ANY(${hashes})`;
  return new Set(rows.map((row) => row.addressHash));
}

/** Contacts chosen by name, and deleted since: said, rather than silently fewer. */
function deletedOf(audience: Audience, candidates: Candidate[]): Exclusion[] {
  if (!("contactIds" in audience)) return [];
  const found = new Set(candidates.map(({ contactId }) => contactId));
  return [...new Set(audience.contactIds)]
    .filter((id) => !found.has(id))
    .map((contactId) => ({ contactId, email: null, reason: "deleted" as const }));
}
