import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { CallOutcome, InteractionKind } from "#app/interactions/interaction.ts";
import type { MoveCause } from "#app/pipeline/moves.ts";
import { ARRIVED_AT, CAME_FROM, DEPARTURE_ID, LEFT_AT, WENT_TO } from "./posts-in-time.server.ts";
import type { TimelineEntry, TimelinePage } from "./timeline.ts";

type Asked = { cursor?: string | null | undefined; kind?: InteractionKind | undefined; limit?: number };

/**
 * What happened between the product and an institution: exchanges, letters of campaigns, stages, contacts met and
 * oppositions, the newest first.
 * @param asked.kind only the exchanges of this kind
 * @throws {AppError} not_found
 */
export async function listTimeline(
  actor: Actor,
  institutionId: string,
  { cursor, kind, limit = 20 }: Asked = {},
): Promise<TimelinePage> {
  const id = uuidOr404(institutionId, "Cette institution");
  const { productId } = actor;
  const where = { id, OR: [{ productId: null }, { productId }] };
  if (!(await db.institution.findFirst({ where, select: { id: true } }))) throw notFound("Cette institution");
  const of = { productId, institutionId: id };
  const [page, total] = await Promise.all([
    pageOfIds({
      from: Prisma.sql`(${moments(actor, id, kind)}) e`,
      where: Prisma.sql`TRUE`,
      keys: [
        { sql: Prisma.sql`e."at"`, type: "moment", required: true, descending: true },
        { sql: Prisma.sql`e."id"`, type: "id", required: true, descending: true },
      ],
      sort: `timeline ${productId} ${id} ${kind ?? ""}`,
      cursor,
      limit,
    }),
    db.interaction.count({ where: kind ? { ...of, kind } : of }),
  ]);
  return { items: await readEntries(actor, id, page.ids), nextCursor: page.nextCursor, total };
}

/** When everything happened, each kind of entry from its own table. */
function moments({ productId }: Actor, institutionId: string, kind: InteractionKind | undefined): Prisma.Sql {
  const here = Prisma.sql`"productId" = ${productId}::uuid AND "institutionId" = ${institutionId}::uuid`;
  const exchanges = Prisma.sql`SELECT "id", "happenedAt" AS "at" FROM "Interaction" WHERE ${here}`;
  if (kind) return Prisma.sql`${exchanges} AND "kind"::text = ${kind}`;
  return Prisma.sql`${exchanges} UNION ALL
    SELECT p."id", p."validFrom" FROM "StagePeriod" p JOIN "Opportunity" o ON o."id" = p."opportunityId"
    WHERE o."productId" = ${productId}::uuid AND o."institutionId" = ${institutionId}::uuid UNION ALL
    SELECT w."id", ${ARRIVED_AT}
    FROM "Position" w JOIN "Contact" c ON c."id" = w."contactId" AND c."mergedIntoId" IS NULL
    WHERE w."productId" = ${productId}::uuid AND w."institutionId" = ${institutionId}::uuid UNION ALL
    SELECT ${DEPARTURE_ID}, ${LEFT_AT}
    FROM "Position" w JOIN "Contact" c ON c."id" = w."contactId" AND c."mergedIntoId" IS NULL
    WHERE w."productId" = ${productId}::uuid AND w."institutionId" = ${institutionId}::uuid AND w."validTo" IS NOT NULL UNION ALL
    SELECT "id", "opposedAt" FROM "Contact" WHERE "productId" = ${productId}::uuid AND "opposedAt" IS NOT NULL
      AND "mergedIntoId" IS NULL AND "id" IN (SELECT "contactId" FROM "Position" WHERE ${here})`;
}

type LetterFacts = { subject: string; state: string; dueAt: string; reply: string | null };

type Row = {
  type: TimelineEntry["type"];
  id: string;
  at: Date;
  by: string | null;
  contactId: string | null;
  contactName: string | null;
  kind: InteractionKind;
  direction: "inbound" | "outbound" | null;
  summary: string;
  campaignId: string | null;
  campaignName: string | null;
  from: string | null;
  to: string | null;
  letter: LetterFacts | null;
  letterId: string | null;
  outcome: CallOutcome | null;
  durationMinutes: number | null;
  others: string[] | null;
  cause: MoveCause | null;
};

async function readEntries(
  { productId, userId }: Actor,
  institutionId: string,
  ids: string[],
): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const product = Prisma.sql`"productId" = ${productId}::uuid`;
  const rows = await db.$queryRaw<Row[]>`
    WITH entry AS (
      SELECT 'interaction' AS "type", x."id", x."happenedAt" AS "at", x."createdById" AS "byId", x."contactId",
        x."kind"::text, x."direction"::text, x."summary", m."campaignId", NULL AS "from", NULL AS "to",
        NULL AS "cause"
      FROM "Interaction" x LEFT JOIN "Message" m ON m."id" = x."messageId"
      WHERE x.${product} AND x."id" = ANY(${ids}::uuid[]) UNION ALL
      SELECT 'stage', p."id", p."validFrom", p."byId", NULL, NULL, NULL, NULL, p."campaignId", p."former", p."name",
        p."cause"::text FROM (
        SELECT q.*, s."name", lag(s."name") OVER (PARTITION BY q."opportunityId" ORDER BY q."validFrom", q."id") AS "former"
        FROM "StagePeriod" q JOIN "Stage" s ON s."id" = q."stageId" JOIN "Opportunity" o ON o."id" = q."opportunityId"
        WHERE o.${product} AND o."institutionId" = ${institutionId}::uuid
      ) p WHERE p."id" = ANY(${ids}::uuid[]) UNION ALL
      SELECT 'contact', w."id", ${ARRIVED_AT},
        NULL, w."contactId", NULL, NULL, NULL, NULL,
        ${CAME_FROM}, NULL, NULL
      FROM "Position" w WHERE w.${product} AND w."id" = ANY(${ids}::uuid[]) UNION ALL
      SELECT 'departure', ${DEPARTURE_ID}, ${LEFT_AT}, NULL, w."contactId", NULL, NULL, NULL, NULL,
        NULL, ${WENT_TO}, NULL
      FROM "Position" w WHERE w.${product} AND w."institutionId" = ${institutionId}::uuid AND w."validTo" IS NOT NULL
        AND ${DEPARTURE_ID} = ANY(${ids}::uuid[]) UNION ALL
      SELECT 'opposition', c."id", c."opposedAt", NULL, c."id", NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM "Contact" c WHERE c.${product} AND c."id" = ANY(${ids}::uuid[])
    )
    SELECT entry.*, u."name" AS "by", g."name" AS "campaignName",
      coalesce(nullif(concat_ws(' ', k."firstName", k."lastName"), ''), a."value") AS "contactName",
      x."outcome"::text AS "outcome", x."durationMinutes", x."messageId" AS "letterId", y."others",
      CASE WHEN g."kind" = 'direct' THEN jsonb_build_object('subject', l."subject", 'state', l."state",
        'dueAt', l."dueAt", 'reply', l."reply") END AS "letter"
    FROM entry
    LEFT JOIN "Interaction" x ON x."id" = entry."id" AND x.${product}
    LEFT JOIN LATERAL (
      SELECT array_agg(concat_ws(' ', c."firstName", c."lastName") ORDER BY c."lastName", c."id") AS "others"
      FROM "Participant" p JOIN "Contact" c ON c."id" = p."contactId" WHERE p."interactionId" = x."id") y ON TRUE
    LEFT JOIN "User" u ON u."id" = entry."byId" AND u."id" <> ${userId}
    LEFT JOIN "Contact" k ON k."id" = entry."contactId"
    LEFT JOIN "Campaign" g ON g."id" = entry."campaignId"
    LEFT JOIN "Message" l ON l."id" = x."messageId"
    LEFT JOIN LATERAL (SELECT "value" FROM "Address" WHERE "contactId" = k."id" ORDER BY "primary" DESC LIMIT 1) a ON TRUE`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => entryOf(known.get(id)) ?? []);
}

function entryOf(row: Row | undefined): TimelineEntry | undefined {
  if (!row) return undefined;
  const { type, id, by } = row;
  const dated = { id, by, at: row.at.toISOString() };
  const contact = row.contactId ? { id: row.contactId, name: row.contactName ?? "Sans nom" } : null;
  const campaign = row.campaignId ? { id: row.campaignId, name: row.campaignName ?? "" } : null;
  const attribution = row.cause && { cause: row.cause, campaign };
  if (type === "stage") return { ...dated, type, from: row.from, to: row.to!, attribution };
  if (type !== "interaction" && !contact) return undefined;
  if (type === "contact") return { ...dated, type, contact: contact!, from: row.from };
  if (type === "departure") return { ...dated, type, contact: contact!, to: row.to };
  if (type === "opposition") return { ...dated, type, contact: contact! };
  const { kind, direction, summary, outcome, durationMinutes } = row;
  const told = { others: row.others ?? [], outcome, durationMinutes, letter: row.letterId !== null };
  const direct = row.letter && row.letterId ? { ...row.letter, id: row.letterId } : null;
  const from = direct ? null : campaign;
  return { ...dated, type, kind, direction, summary, contact, campaign: from, direct, ...told };
}
