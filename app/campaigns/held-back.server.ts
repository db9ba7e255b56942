import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { UNFINISHED } from "#app/outbox/outbox.ts";
import { plural } from "#app/ui/format.ts";
import type { Candidate, Fault } from "./recipients.ts";

/** The campaign that asks; null: one that is not made yet. */
export type Asking = { id: string | null; stopStageId: string | null; kind: "sequence" | "direct" };
type Reader = Pick<Tx, "$queryRaw">;
type Question = Asking & { restDays?: number | null | undefined };

/**
 * Who is left alone because of what happened before: in a sequence that goes on, at an institution that has reached the
 * stage that stops this one, or that was solicited enough. Of the other products' campaigns, counts alone.
 */
export async function findHeldBack(
  { productId }: Pick<Actor, "productId">,
  candidates: Candidate[],
  asking: Question,
  reader: Reader,
): Promise<Map<string, Fault>> {
  const held = new Map<string, Fault>();
  if (asking.kind === "direct" || candidates.length === 0) return held;
  const institutionIds = [...new Set(candidates.flatMap(({ institutionId }) => institutionId ?? []))];
  const running = await findRunning(productId, candidates, asking.id, reader);
  const reached = await findReached(productId, institutionIds, asking.stopStageId, reader);
  const pressure = await findPressure(productId, institutionIds, asking.id, reader);
  const rested = asking.restDays
    ? await countSince(productId, institutionIds, asking.id, asking.restDays, reader)
    : new Map<string, Count>();
  for (const { contactId, addressHash, institutionId } of candidates) {
    const place = institutionId ?? "";
    const [pressed, recent] = [pressure.get(place), rested.get(place)];
    if (running.has(contactId) || running.has(addressHash ?? ""))
      held.set(contactId, { reason: "in_sequence" });
    else if (reached.has(place)) held.set(contactId, { reason: "stage_reached" });
    else if (pressed) held.set(contactId, { reason: "pressure", detail: pressed });
    else if (recent) held.set(contactId, { reason: "recently_solicited", detail: byWhom(recent) });
  }
  return held;
}

/** Contacts, and hashes of addresses, that have something to come from another campaign of the product. */
async function findRunning(
  productId: string,
  candidates: Candidate[],
  campaignId: string | null,
  reader: Reader,
): Promise<Set<string>> {
  const contactIds = candidates.map((candidate) => candidate.contactId);
  const hashes = candidates.flatMap(({ addressHash }) => addressHash ?? []);
  const rows = await reader.$queryRaw<{ contactId: string | null; addressHash: string }[]>`
    WITH near AS (
      SELECT "id" FROM "Enrollment" WHERE "contactId" = ANY(${contactIds}::uuid[])
      UNION SELECT "enrollmentId" FROM "Message" WHERE "addressHash" = ANY(${hashes})
    )
    SELECT DISTINCT e."contactId", m."addressHash" FROM near JOIN "Enrollment" e ON e."id" = near."id"
      JOIN "Campaign" c ON c."id" = e."campaignId" JOIN "Message" m ON m."enrollmentId" = e."id"
    WHERE e."productId" = ${productId}::uuid AND e."state" = 'active' AND c."kind" = 'sequence'
      AND c."state" IN ('running', 'paused') AND c."id" IS DISTINCT FROM ${campaignId}::uuid
      AND (m."state"::text = ANY(${[...UNFINISHED, "uncertain"]}) OR m."state" = 'sent' AND EXISTS (
        SELECT FROM "Step" s WHERE s."campaignId" = c."id" AND s."position" > m."rank"))`;
  return new Set(rows.flatMap(({ contactId, addressHash }) => [contactId ?? [], addressHash].flat()));
}

async function findReached(
  productId: string,
  institutionIds: string[],
  stageId: string | null,
  reader: Reader,
): Promise<Set<string>> {
  if (!stageId) return new Set();
  const rows = await reader.$queryRaw<{ institutionId: string }[]>`
    SELECT o."institutionId" FROM "Opportunity" o JOIN "Stage" at ON at."id" = o."stageId"
      JOIN "Stage" goal ON goal."id" = ${stageId}::uuid AND goal."removedAt" IS NULL
    WHERE o."productId" = ${productId}::uuid AND o."institutionId" = ANY(${institutionIds}::uuid[])
      AND at."position" >= goal."position"`;
  return new Set(rows.map(({ institutionId }) => institutionId));
}

/** The institutions at the cap of this product, each with how many campaigns wrote to it, in words. */
async function findPressure(
  productId: string,
  institutionIds: string[],
  campaignId: string | null,
  reader: Reader,
): Promise<Map<string, string>> {
  const [product] = await reader.$queryRaw<[{ cap: number; days: number }]>`
    SELECT "solicitationCap" AS "cap", "solicitationDays" AS "days" FROM "Product" WHERE "id" = ${productId}::uuid`;
  const counts = await countSince(productId, institutionIds, campaignId, product.days, reader);
  const most = `${plural(product.cap, "campagne")} en ${product.days} jours, au plus`;
  return new Map([...counts].filter(([, { total }]) => total >= product.cap).map(([id]) => [id, most]));
}

type Count = { total: number; others: number };

const byWhom = ({ others }: Count) => (others > 0 ? "dont par un autre produit" : "par votre produit");

/**
 * The other campaigns that wrote to each institution in so many days, or are about to: launches follow one another, so
 * that of two that would pass the cap together the second knows of the first.
 */
async function countSince(
  productId: string,
  institutionIds: string[],
  campaignId: string | null,
  days: number,
  reader: Reader,
): Promise<Map<string, Count>> {
  const rows = await reader.$queryRaw<(Count & { institutionId: string })[]>`
    SELECT e."institutionId", count(DISTINCT c."id")::int AS "total",
      count(DISTINCT c."id") FILTER (WHERE c."productId" <> ${productId}::uuid)::int AS "others"
    FROM "Enrollment" e JOIN "Campaign" c ON c."id" = e."campaignId" JOIN "Message" m ON m."enrollmentId" = e."id"
    WHERE e."institutionId" = ANY(${institutionIds}::uuid[]) AND c."kind" = 'sequence' AND m."rank" = 1
      AND c."id" IS DISTINCT FROM ${campaignId}::uuid
      AND (m."sentAt" > now() - make_interval(days => ${days}::int)
        OR c."state" IN ('running', 'paused') AND m."state"::text = ANY(${[...UNFINISHED, "uncertain"]}))
    GROUP BY 1`;
  return new Map(rows.map(({ institutionId, ...count }) => [institutionId, count]));
}
