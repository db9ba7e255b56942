import type { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { followTriage } from "#app/inbox/follow-triage.server.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { InteractionKind } from "#app/interactions/kinds.ts";
import type { Reply, triageSchema } from "./reply.ts";

/**
 * What came from them and nobody has read, the newest first: an answer is hottest on its day.
 * @param campaignId only the answers to this campaign
 */
export async function listReplies(
  { productId }: Actor,
  limit: number,
  campaignId?: string,
): Promise<{ items: Reply[]; total: number }> {
  const answers = (
    campaign: string,
  ) => Prisma.sql`AND e."id" IN (SELECT n."interactionId" FROM "InboundMessage" n
    JOIN "Message" o ON o."id" = n."messageId" WHERE o."campaignId" = ${campaign}::uuid)`;
  const where = Prisma.sql`e."productId" = ${productId}::uuid AND e."direction" = 'inbound' AND e."handledAt" IS NULL
    ${campaignId ? answers(campaignId) : Prisma.empty}`;
  const [items, [count]] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT e."id", e."kind"::text AS "kind", e."summary", e."happenedAt", i."id" AS "institutionId",
        coalesce(a."corrections" -> 'name' ->> 'value', i."name") AS "institutionName", c."id" AS "contactId",
        coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), m."value") AS "contactName",
        came."id" AS "mailId"
      FROM "Interaction" e JOIN "Institution" i ON i."id" = e."institutionId"
      LEFT JOIN "Account" a ON a."productId" = e."productId" AND a."institutionId" = e."institutionId"
      LEFT JOIN "Contact" c ON c."id" = e."contactId"
      LEFT JOIN "InboundMessage" came ON came."interactionId" = e."id"
      LEFT JOIN LATERAL (SELECT "value" FROM "Address" WHERE "contactId" = c."id" ORDER BY "primary" DESC LIMIT 1) m
        ON TRUE
      WHERE ${where} ORDER BY e."happenedAt" DESC, e."id" LIMIT ${limit}`,
    db.$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM "Interaction" e WHERE ${where}`,
  ]);
  return { items: items.map(replyOf), total: count.total };
}

/**
 * Says what a reply says, and that it has been read.
 * @throws {AppError} not_found, for what is no reply of the product
 */
export async function triageReply(
  actor: Actor,
  id: string,
  { sentiment }: z.output<typeof triageSchema>,
  options: InSet = {},
): Promise<{ institutionId: string; institutionName: string }> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  const where = { id: uuidOr404(id, "Cette réponse"), productId, direction: "inbound" as const };
  const found = await db.interaction.findFirst({
    where,
    select: { institution: { select: { id: true, name: true } } },
  });
  if (!found) throw notFound("Cette réponse");
  await transaction(
    actor,
    "échange.traitement",
    async (tx) => {
      await tx.interaction.update({
        where: { id: where.id },
        data: { sentiment, handledAt: new Date(), handledById: userId },
      });
      await followTriage(tx, actor, where.id);
    },
    options,
  );
  return { institutionId: found.institution.id, institutionName: found.institution.name };
}

type Row = {
  id: string;
  kind: InteractionKind;
  summary: string;
  happenedAt: Date;
  institutionId: string;
  institutionName: string;
  contactId: string | null;
  contactName: string | null;
  mailId: string | null;
};

function replyOf({ institutionId, institutionName, contactId, contactName, ...row }: Row): Reply {
  return {
    ...row,
    institution: { id: institutionId, name: institutionName },
    contact: contactId ? { id: contactId, name: contactName ?? "Sans nom" } : null,
  };
}
