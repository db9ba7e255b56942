import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { LISTED, type Return } from "./local-mail.ts";
import { letterOf } from "./letter-of.server.ts";

/** A line of the local mailbox. */
export type LocalMailLine = {
  id: string;
  to: string;
  /** Who it was written to, when the outbox knows. */
  contactId: string | null;
  name: string | null;
  institution: string | null;
  subject: string;
  receivedAt: Date;
  answered: Return | null;
  answeredAt: Date | null;
  /** Of the instance: an invitation, a password. */
  system: boolean;
};

/** What was received, the newest first, as much as a page shows. `q`: words of its recipient or its subject. */
export async function listLocalMails(
  actor: Actor,
  q = "",
): Promise<{ items: LocalMailLine[]; total: number }> {
  const words = q.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  const told = Prisma.sql`f_fold(concat_ws(' ', l."subject", l."recipients"[1], c."firstName", c."lastName", i."name"))`;
  const asked = words.map((word) => Prisma.sql`AND ${told} LIKE '%' || f_fold(${word}) || '%'`);
  const where = Prisma.sql`${FROM} WHERE ${visibleTo(actor)} ${asked.length ? Prisma.join(asked, " ") : Prisma.empty}`;
  const [items, [count]] = await Promise.all([
    db.$queryRaw<LocalMailLine[]>`
      SELECT ${LINE} ${where} ORDER BY l."receivedAt" DESC, l."id" LIMIT ${LISTED}`,
    db.$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total ${where}`,
  ]);
  return { items, total: count.total };
}

export type LocalMail = LocalMailLine & {
  sender: string;
  institutionId: string | null;
  campaign: { id: string; name: string } | null;
  /** By which one answers; null: nothing could come back, since no mailbox of the product wrote it. */
  mailboxId: string | null;
  hasHtml: boolean;
  text: string;
};

/** @throws {AppError} not_found */
export async function readLocalMail(actor: Actor, id: string): Promise<LocalMail> {
  const { raw, campaignId, campaignName, ...mail } = await findLocalMail(actor, id);
  const { text, html } = await letterOf(raw);
  const campaign = campaignId ? { id: campaignId, name: campaignName ?? "" } : null;
  return { ...mail, campaign, text, hasHtml: html !== null };
}

export type Found = LocalMailLine & {
  sender: string;
  raw: Uint8Array<ArrayBuffer>;
  messageId: string | null;
  institutionId: string | null;
  mailboxId: string | null;
  campaignId: string | null;
  campaignName: string | null;
};

/** @throws {AppError} not_found, for what the actor may not see */
export async function findLocalMail(actor: Actor, id: string): Promise<Found> {
  const [found] = await db.$queryRaw<Found[]>`
    SELECT ${LINE}, l."sender", l."raw", l."messageId", i."id" AS "institutionId", g."id" AS "campaignId",
      g."name" AS "campaignName", coalesce(m."mailboxId", (
        SELECT b."id" FROM "Mailbox" b WHERE b."productId" = l."productId" AND b."fromAddress" = l."sender" LIMIT 1
      )) AS "mailboxId"
    ${FROM} LEFT JOIN "Campaign" g ON g."id" = m."campaignId"
    WHERE l."id" = ${uuidOr404(id, "Ce courriel")}::uuid AND ${visibleTo(actor)}`;
  if (!found) throw notFound("Ce courriel");
  return found;
}

/** Whether the menu shows the page: where something was received, and where everything always is. */
export async function usesLocalMail({ productId, product }: Actor & { product: { demo: boolean } }) {
  if (product.demo) return true;
  const first = await db.localMail.findFirst({ where: { productId }, select: { id: true } });
  return first !== null;
}

const LINE = Prisma.sql`l."id", l."recipients"[1] AS "to", c."id" AS "contactId",
  nullif(concat_ws(' ', c."firstName", c."lastName"), '') AS "name", i."name" AS "institution", l."subject",
  l."receivedAt", l."answered", l."answeredAt", l."productId" IS NULL AS "system"`;

const FROM = Prisma.sql`FROM "LocalMail" l LEFT JOIN "Message" m ON m."id" = l."messageId"
  LEFT JOIN "Enrollment" e ON e."id" = m."enrollmentId" LEFT JOIN "Contact" c ON c."id" = e."contactId"
  LEFT JOIN "Institution" i ON i."id" = e."institutionId"`;

/**
 * The product's own. An administrator also sees what the instance wrote to people of the product: but a password's or an
 * invitation's link opens every product of its reader, so only where the administrator is one of all of them.
 */
function visibleTo({ productId, userId, role }: Actor): Prisma.Sql {
  const own = Prisma.sql`l."productId" = ${productId}::uuid`;
  if (role !== "admin") return own;
  return Prisma.sql`(${own} OR l."productId" IS NULL AND EXISTS (
      SELECT FROM (${PLACES}) here WHERE here."productId" = ${productId}::uuid)
    AND NOT EXISTS (SELECT FROM (${PLACES}) place WHERE NOT EXISTS (
      SELECT FROM "Membership" mine WHERE mine."productId" = place."productId" AND mine."userId" = ${userId}
        AND mine."role" = 'admin')))`;
}

/** Where the recipient is a member, or invited. */
const PLACES = Prisma.sql`
  SELECT s."productId" FROM "Membership" s JOIN "User" u ON u."id" = s."userId"
    WHERE lower(u."email") = lower(l."recipients"[1])
  UNION SELECT v."productId" FROM "Invitation" v WHERE lower(v."email") = lower(l."recipients"[1])`;
