import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";

/** A message, and when what proves it left came in. */
export type Proved = { id: string; at: Date };

/** What proves that a server took a message whose reply never came. */
export type Proof = "journal" | "sent" | "report" | "reply";

const WORDS: Record<Proof, string> = {
  journal: "Retrouvé dans le journal : ce message est parti.",
  sent: "Retrouvé parmi les messages envoyés : ce message est parti.",
  report: "Un avis de distribution le nomme : ce message est parti.",
  reply: "Une réponse le cite : ce message est parti.",
};

/**
 * Says that these messages were accepted, on the strength of what came in. Those that were in doubt, or that are to be
 * sent again after a doubt, become `sent`; for the others, nothing changes. Safe to do twice.
 */
export async function confirmSent(
  tx: Pick<Tx, "$executeRawUnsafe">,
  messageIds: string[],
  proof: Proof,
  at: Date,
): Promise<void> {
  if (messageIds.length === 0) return;
  if (proof === "journal")
    await tx.$executeRawUnsafe(
      `UPDATE "Message" SET "journaledAt" = $2::timestamptz WHERE "id" = ANY ($1::uuid[]) AND "journaledAt" IS NULL`,
      ...[messageIds, at],
    );
  await tx.$executeRawUnsafe(CONFIRM, messageIds, at, WORDS[proof]);
}

/** As `confirmSent`, each at its own time: the few that were in doubt are looked for first. */
export async function confirmEach(tx: Tx, proved: Proved[], proof: Proof): Promise<void> {
  if (proved.length === 0) return;
  const ids = proved.map(({ id }) => id);
  const ats = proved.map(({ at }) => at);
  if (proof === "journal")
    await tx.$executeRaw`
      UPDATE "Message" m SET "journaledAt" = v."at" FROM unnest(${ids}::uuid[], ${ats}::timestamptz[]) AS v("id", "at")
      WHERE m."id" = v."id" AND m."journaledAt" IS NULL`;
  const doubtful = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Message" WHERE "id" = ANY(${ids}::uuid[]) AND ${Prisma.raw(DOUBTFUL)}`;
  for (const { id } of doubtful)
    await tx.$executeRawUnsafe(CONFIRM, [id], proved.find((one) => one.id === id)!.at, WORDS[proof]);
}

const DOUBTFUL = `("state" = 'uncertain' OR ("state" = 'queued' AND "attempt" > 0))`;

/** Ids, the moment, the words. A message is queued after an attempt that left nothing in doubt, too: no proof names it. */
const CONFIRM = `
  WITH confirmed AS (
    UPDATE "Message" SET "state" = 'sent', "sentAt" = coalesce("sendingAt", $2::timestamptz), "workerId" = NULL,
      "reply" = $3::text
    WHERE "id" = ANY ($1::uuid[]) AND ${DOUBTFUL}
    RETURNING "id", "productId", "enrollmentId", "campaignId", "subject", "sentAt"
  ), told AS (
    INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail", "at")
    SELECT "productId", "id", 'resolved', $3::text, $2::timestamptz FROM confirmed
  )
  INSERT INTO "Interaction" ("productId", "institutionId", "contactId", "messageId", "kind", "direction", "happenedAt",
    "summary", "createdById")
  SELECT m."productId", i."id", e."contactId", m."id", 'email', 'outbound', m."sentAt", m."subject", c."launchedById"
  FROM confirmed m
  JOIN "Enrollment" e ON e."id" = m."enrollmentId"
  JOIN "Institution" i ON i."id" = e."institutionId"
  JOIN "Campaign" c ON c."id" = m."campaignId"
  ON CONFLICT ("messageId") DO NOTHING`;
