import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { readPrepared } from "#app/db/read.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { Opportunity } from "./opportunity.ts";
import { OPPORTUNITY_TABLES } from "./opportunity-fields.server.ts";

/** @throws {AppError} not_found */
export async function getOpportunity(actor: Actor, id: string, client: Tx = db): Promise<Opportunity> {
  const [found] = await readOpportunities(client, actor, [uuidOr404(id, "Ce partenariat")]);
  if (!found) throw notFound("Ce partenariat");
  return found;
}

/** The product's partnership with an institution, null when it is not in the pipeline. */
export async function getOpportunityOf(
  actor: Actor,
  institutionId: string,
  client: Tx = db,
): Promise<Opportunity | null> {
  const { productId } = actor;
  const found = await client.opportunity.findUnique({
    where: { productId_institutionId: { productId, institutionId: uuidOr404(institutionId) } },
    select: { id: true },
  });
  return found && getOpportunity(actor, found.id, client);
}

/** Reads a partnership that nobody else changes until the transaction ends. */
export async function lockOpportunity(tx: Tx, actor: Actor, id: string): Promise<Opportunity> {
  const key = uuidOr404(id, "Ce partenariat");
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT FROM "Opportunity" WHERE "id" = ${key}::uuid AND "productId" = ${actor.productId}::uuid FOR UPDATE`;
  if (locked.length === 0) throw notFound("Ce partenariat");
  return getOpportunity(actor, key, tx);
}

type Row = Omit<Opportunity, "stageSince" | "createdAt"> & { stageSince: Date; createdAt: Date };

/** The partnerships of these ids, in their order; those of another product are left out. */
export async function readOpportunities(
  client: Tx,
  { productId }: Actor,
  ids: string[],
): Promise<Opportunity[]> {
  if (ids.length === 0) return [];
  const rows = await readPrepared<Row>(
    Prisma.sql`
    SELECT o."id", o."institutionId", coalesce(a."corrections" -> 'name' ->> 'value', i."name") AS "institutionName",
      d."name" || ' (' || d."code" || ')' AS "territory", i."departementCode",
      s."name" AS "stage", o."stageId", s."kind"::text AS "stageKind", o."stageSince",
      t."title" AS "nextAction", t."dueOn"::text AS "nextActionAt", t."owedBy"::text AS "nextActionOwner",
      o."reach", o."ownerId", u."name" AS "ownerName", o."wakeOn"::text, o."lostReason", o."wokeOn"::text,
      (SELECT json_build_object('metric', f."metric", 'date', f."date", 'value', f."value") FROM "UsageFact" f
        WHERE f."productId" = o."productId" AND f."institutionId" = o."institutionId"
        ORDER BY f."date" DESC, f."value" DESC LIMIT 1) AS "usage",
      (SELECT json_build_object('cause', p."cause", 'campaign', CASE WHEN c."id" IS NOT NULL THEN
          json_build_object('id', c."id", 'name', c."name") END)
        FROM "StagePeriod" p LEFT JOIN "Campaign" c ON c."id" = p."campaignId"
        WHERE p."opportunityId" = o."id" AND p."validTo" IS NULL AND p."cause" IS NOT NULL LIMIT 1) AS "movedBy", o."createdAt", o."version"
    FROM ${OPPORTUNITY_TABLES} LEFT JOIN "User" u ON u."id" = o."ownerId"
    WHERE o."productId" = ${productId}::uuid AND o."id" = ANY (ARRAY(SELECT unnest(${ids}::uuid[])))`,
    client,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = known.get(id);
    if (!row) return [];
    return [{ ...row, stageSince: row.stageSince.toISOString(), createdAt: row.createdAt.toISOString() }];
  });
}
