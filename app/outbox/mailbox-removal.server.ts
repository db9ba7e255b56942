import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { wakeOutbox } from "./wake.server.ts";

/** How long what let it in is kept, in case it comes back. */
const SECRETS_KEPT_DAYS = 30;

/**
 * Takes a mailbox out of use: nothing leaves from it any more, nothing comes in, and its history stays. What waited
 * keeps waiting, so that putting it back loses nothing.
 * @throws {AppError} forbidden, not_found
 */
export async function removeMailbox(
  actor: Actor,
  id: string,
  options: InSet = {},
): Promise<{ name: string }> {
  return move(actor, id, { from: null, to: new Date() }, "boîte.retrait", options);
}

/**
 * @throws {AppError} forbidden; not_found, for one that was not removed
 */
export async function putMailboxBack(actor: Actor, id: string): Promise<{ name: string }> {
  return move(actor, id, { from: { not: null }, to: null }, "boîte.retour", {});
}

async function move(
  actor: Actor,
  id: string,
  { from, to }: { from: { not: null } | null; to: Date | null },
  action: string,
  options: InSet,
): Promise<{ name: string }> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Cette boîte"), productId: actor.productId };
  const row = await db.mailbox.findFirst({ where: { ...where, removedAt: from }, select: { name: true } });
  if (!row) throw notFound("Cette boîte");
  await transaction(
    actor,
    action,
    async (tx) => {
      await tx.mailbox.update({ where, data: { removedAt: to } });
      await wakeOutbox(tx);
    },
    options,
  );
  return row;
}

/** Those out of use, the latest first. */
export function listRemovedMailboxes({ productId }: Actor) {
  return db.mailbox.findMany({
    where: { productId, removedAt: { not: null } },
    orderBy: [{ removedAt: "desc" }, { id: "asc" }],
    take: 50,
    select: { id: true, name: true, fromAddress: true, removedAt: true },
  });
}

/** What a removal would leave waiting: its dialog says so. */
export async function countLeftWaiting({ productId }: Actor, mailboxId: string) {
  const [row] = await db.$queryRaw<[{ messages: number; campaigns: number }]>`
    SELECT count(*)::int AS "messages", count(DISTINCT m."campaignId")::int AS "campaigns"
    FROM "Message" m JOIN "Campaign" c ON c."id" = m."campaignId" AND c."state" IN ('running', 'paused')
    WHERE m."mailboxId" = ${mailboxId}::uuid AND m."productId" = ${productId}::uuid
      AND m."state" IN ('planned', 'queued', 'retry')`;
  return row;
}

/** The passwords of mailboxes out of use for a month are forgotten. A job, safe twice. */
export async function forgetSecrets(now: Date): Promise<void> {
  const before = new Date(now.getTime() - SECRETS_KEPT_DAYS * 86_400_000);
  await db.mailbox.updateMany({
    where: { removedAt: { lt: before }, OR: [{ smtpSecret: { not: null } }, { imapSecret: { not: null } }] },
    data: { smtpSecret: null, imapSecret: null },
  });
}
