import { contactName } from "#app/contacts/contact.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import type { MessageState } from "#app/outbox/outbox.ts";
import { findCampaign } from "./campaign-row.server.ts";

/** A line of the ledger: who, what became of it, and the server's words. */
export type LedgerLine = {
  id: string;
  /** null once the contact is erased; the ledger keeps that something was sent. */
  contactId: string | null;
  name: string;
  institutionId: string | null;
  institution: string | null;
  email: string;
  state: MessageState;
  dueAt: Date;
  sentAt: Date | null;
  /** When it was last handed over. */
  sendingAt: Date | null;
  /** A copy goes to the mailbox's journal. */
  copied: boolean;
  reply: string | null;
};

export type LedgerQuery = {
  state?: MessageState | undefined;
  cursor?: string | null | undefined;
  limit?: number;
};

/**
 * The ledger, in the order of the recipients' names at launch.
 * @throws {AppError} not_found; invalid, for a cursor of another list
 */
export async function listCampaignMessages(
  actor: Actor,
  id: string,
  { state, cursor, limit = 50 }: LedgerQuery = {},
): Promise<{ items: LedgerLine[]; nextCursor: string | null }> {
  const campaign = await findCampaign(actor, id);
  const inState = state ? Prisma.sql`AND m."state" = ${state}::"MessageState"` : Prisma.empty;
  const page = await pageOfIds({
    from: Prisma.sql`"Message" m`,
    where: Prisma.sql`m."campaignId" = ${campaign.id}::uuid ${inState}`,
    keys: [{ sql: Prisma.sql`m."id"`, type: "id", required: true }],
    ...{ sort: `ledger ${campaign.id} ${state ?? ""}`, cursor, limit },
  });
  return { items: await readLines(actor, page.ids), nextCursor: page.nextCursor };
}

function readLines({ productId }: Actor, ids: string[]): Promise<LedgerLine[]> {
  const rows = db.$queryRaw<(LedgerLine & { firstName: string | null; lastName: string | null })[]>`
    SELECT m."id", e."contactId", c."firstName", c."lastName", e."institutionId",
      coalesce(k."corrections" #>> '{name,value}', i."name") AS "institution",
      m."email", m."state", m."dueAt", m."sentAt", m."sendingAt",
      m."copiedTo" IS NOT NULL AS "copied", m."reply"
    FROM "Message" m
      JOIN "Enrollment" e ON e."id" = m."enrollmentId"
      LEFT JOIN "Contact" c ON c."id" = e."contactId"
      LEFT JOIN "Institution" i ON i."id" = e."institutionId"
      LEFT JOIN "Account" k ON k."institutionId" = i."id" AND k."productId" = ${productId}::uuid
    WHERE m."id" = ANY(${ids}::uuid[]) AND m."productId" = ${productId}::uuid
    ORDER BY m."id"`;
  return rows.then((lines) =>
    lines.map(({ firstName, lastName, ...line }) => ({
      ...line,
      name: contactName({ firstName, lastName, email: line.email }),
    })),
  );
}
