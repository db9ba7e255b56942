import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { NetChange } from "#app/history/net-changes.ts";
import { movePartnership } from "#app/pipeline/move-partnership.server.ts";

/** What a human says of an answer is the recipient's too, and moves the partnership by the rules. */
export async function followTriage(tx: Tx, actor: Actor, interactionId: string): Promise<void> {
  await copySentiments(tx, [interactionId]);
  const read = await tx.interaction.findUnique({
    where: { id: interactionId },
    select: {
      ...{ sentiment: true, institutionId: true },
      inbound: { select: { message: { select: { id: true, campaignId: true } } } },
    },
  });
  const message = read?.inbound?.message;
  if (!message || (read.sentiment !== "positive" && read.sentiment !== "meeting")) return;
  const { institutionId, sentiment: cause } = read;
  await movePartnership(tx, actor, {
    institutionId,
    cause,
    campaignId: message.campaignId,
    messageId: message.id,
  });
}

/** What is unsaid of an answer is unsaid of its recipient. */
export async function followUndoneTriage(tx: Tx, reverted: NetChange[]): Promise<void> {
  const ids = reverted.flatMap(({ table, op, rowId }) =>
    table === "Interaction" && op === "update" ? rowId : [],
  );
  if (ids.length > 0) await copySentiments(tx, ids);
}

/** The recipient has the sentiment of their last answer that was read, and met on the day of the first that says so. */
async function copySentiments(tx: Tx, interactionIds: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH theirs AS (
      SELECT DISTINCT m."enrollmentId" AS "id" FROM "InboundMessage" i JOIN "Message" m ON m."id" = i."messageId"
      WHERE i."interactionId" = ANY (${interactionIds}::uuid[])
    ), said AS (
      SELECT theirs."id",
        (array_agg(x."sentiment" ORDER BY x."happenedAt" DESC) FILTER (WHERE x."sentiment" IS NOT NULL))[1] AS "sentiment",
        min(x."happenedAt") FILTER (WHERE x."sentiment" = 'meeting') AS "metAt"
      FROM theirs JOIN "Message" m ON m."enrollmentId" = theirs."id" JOIN "InboundMessage" i ON i."messageId" = m."id"
      JOIN "Interaction" x ON x."id" = i."interactionId" GROUP BY 1
    )
    UPDATE "Enrollment" e SET "sentiment" = said."sentiment", "metAt" = said."metAt" FROM said WHERE e."id" = said."id"`;
}
