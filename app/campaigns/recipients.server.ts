import { contactName } from "#app/contacts/contact.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import { UNFINISHED } from "#app/outbox/outbox.ts";
import type { CampaignRow } from "./campaign-row.server.ts";

/** Someone enrolled: how far their sequence is, what comes next, or why nothing does. */
export type RecipientLine = {
  id: string;
  contactId: string | null;
  name: string;
  institution: string | null;
  state: "active" | "finished" | "stopped";
  stopReason: string | null;
  stoppedAt: Date | null;
  /** Away until this day, when it is to come. */
  pausedUntil: Date | null;
  sent: number;
  /** When the message that is planned leaves. */
  nextAt: Date | null;
  /** Nothing is planned yet, but a follow-up is to come. */
  awaits: boolean;
};

/** The people of a campaign, in the order of the launch. @throws {AppError} invalid, for a cursor of another list */
export async function listRecipients(
  { productId }: Actor,
  { id, steps }: CampaignRow,
  { cursor, limit = 50 }: { cursor?: string | null; limit?: number } = {},
): Promise<{ items: RecipientLine[]; nextCursor: string | null; total: number }> {
  const page = await pageOfIds({
    from: Prisma.sql`"Enrollment" e`,
    where: Prisma.sql`e."campaignId" = ${id}::uuid`,
    keys: [{ sql: Prisma.sql`e."id"`, type: "id", required: true }],
    ...{ sort: `recipients ${id}`, cursor, limit },
  });
  const last = steps.at(-1)!.position;
  const [rows, total] = await Promise.all([
    db.$queryRaw<
      (RecipientLine & { firstName: string | null; lastName: string | null; email: string | null })[]
    >`
      SELECT e."id", e."contactId", c."firstName", c."lastName", coalesce(k."corrections" #>> '{name,value}', i."name") AS "institution",
        e."state", e."stopReason", e."stoppedAt", CASE WHEN e."pausedUntil" > now() THEN e."pausedUntil" END AS "pausedUntil",
        m."sent", m."nextAt", m."email",
        e."state" = 'active' AND m."nextAt" IS NULL AND m."sent" > 0 AND m."reached" < ${last} AS "awaits"
      FROM "Enrollment" e
        LEFT JOIN "Contact" c ON c."id" = e."contactId"
        LEFT JOIN "Institution" i ON i."id" = e."institutionId"
        LEFT JOIN "Account" k ON k."institutionId" = i."id" AND k."productId" = ${productId}::uuid
        CROSS JOIN LATERAL (
          SELECT (count(*) FILTER (WHERE "state" IN ('sent', 'bounced')))::int AS "sent", max("rank") AS "reached",
            min("dueAt") FILTER (WHERE "state"::text = ANY(${[...UNFINISHED]})) AS "nextAt", min("email") AS "email"
          FROM "Message" WHERE "enrollmentId" = e."id") m
      WHERE e."id" = ANY(${page.ids}::uuid[]) AND e."productId" = ${productId}::uuid
      ORDER BY e."id"`,
    db.enrollment.count({ where: { campaignId: id, productId } }),
  ]);
  const items = rows.map(({ firstName, lastName, email, ...line }) => ({
    ...line,
    name: contactName({ firstName, lastName, email }),
  }));
  return { items, nextCursor: page.nextCursor, total };
}
