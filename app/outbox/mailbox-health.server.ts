import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import { WAITING } from "./outbox.ts";
import type { Health } from "./mailbox-health.ts";

/** How each of these mailboxes of the product fares, by id. */
export async function readHealth({ productId }: Actor, ids: string[]): Promise<Map<string, Health>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT b."id", b."imapSeenAt", b."imapTrouble", b."trippedAt",
      (SELECT max(f."renumberedAt") FROM "MailboxFolder" f WHERE f."mailboxId" = b."id") AS "renumberedAt", q."waiting", q."due", q."uncertain", l.*
    FROM "Mailbox" b
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE m."state"::text = ANY(${[...WAITING]}))::int AS "waiting",
        count(*) FILTER (WHERE m."state"::text = ANY(${[...WAITING]}) AND m."dueAt" <= now())::int AS "due",
        count(*) FILTER (WHERE m."state" = 'uncertain')::int AS "uncertain"
      FROM "Message" m JOIN "Campaign" c ON c."id" = m."campaignId"
      WHERE m."mailboxId" = b."id" AND (m."state" = 'uncertain' OR c."state" = 'running')
        AND m."state" IN ('planned', 'queued', 'retry', 'uncertain')) q
    CROSS JOIN LATERAL (
      SELECT max(g."sentAt") AS "lastSentAt", count(*)::int AS "of",
        count(*) FILTER (WHERE g."state" = 'bounced')::int AS "count"
      FROM (SELECT "sentAt", "state" FROM "Message" WHERE "mailboxId" = b."id" AND "sentAt" IS NOT NULL
        ORDER BY "sentAt" DESC LIMIT 50) g) l
    WHERE b."productId" = ${productId}::uuid AND b."id" = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, count, of, ...health }) => [id, { ...health, bounced: { count, of } }]));
}

type Row = Omit<Health, "bounced"> & { id: string; count: number; of: number };

export type LastReply = {
  id: string;
  subject: string;
  receivedAt: Date;
  from: string;
  /** Under whom it is filed; null while it waits in « À rattacher ». */
  to: { kind: "contact" | "institution"; id: string } | null;
};

/** What people last answered to this mailbox. */
export async function listLastReplies({ productId }: Actor, mailboxId: string): Promise<LastReply[]> {
  const rows = await db.inboundMessage.findMany({
    where: { productId, mailboxId, kind: "human" },
    orderBy: [{ receivedAt: "desc" }, { id: "asc" }],
    take: 5,
    select: {
      ...{
        id: true,
        subject: true,
        receivedAt: true,
        fromName: true,
        fromAddress: true,
        institutionId: true,
      },
      contact: { select: { id: true, firstName: true, lastName: true } },
    },
  });
  return rows.map(({ contact, institutionId, fromName, fromAddress, ...row }) => ({
    ...row,
    from: contact ? contactName({ ...contact, email: fromAddress }) : (fromName ?? fromAddress ?? "Inconnu"),
    to: contact
      ? { kind: "contact" as const, id: contact.id }
      : institutionId
        ? { kind: "institution" as const, id: institutionId }
        : null,
  }));
}
