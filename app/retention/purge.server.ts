import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { countExpired, lockExpired } from "./expired.server.ts";

/** So that one transaction stays within a minute; what is left is proposed again. */
const AT_ONCE = 2000;

/**
 * Keeps somebody in spite of their three years, until a day and for a reason; or gives that up.
 * @throws {AppError} forbidden; not_found
 */
export async function keepContact(
  actor: Actor,
  id: string,
  { until, reason }: { until: string; reason: string },
): Promise<{ setId: string; message: string }> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Ce contact"), productId: actor.productId, mergedIntoId: null };
  const setId = crypto.randomUUID();
  const data = until
    ? { keepUntil: new Date(until), keepReason: reason }
    : { keepUntil: null, keepReason: null };
  await transaction(
    actor,
    "contact.conservation",
    async (tx) => {
      const { count } = await tx.contact.updateMany({ where, data });
      if (count === 0) throw notFound("Ce contact");
      await recount(tx, actor);
    },
    { setId },
  );
  return { setId, message: until ? "Contact gardé." : "Contact proposé à l’effacement." };
}

/**
 * Erases for good those past their three years at `asOf`, the moment they were read: whoever has written since stays.
 * Nothing of the person is left: neither their messages, nor what the change log kept of them, which is why it cannot
 * be undone. What they did with the institution stays with it, without them; so does the hash of an opposition.
 * @throws {AppError} forbidden
 */
export async function purgeExpired(actor: Actor, asOf: Date): Promise<number> {
  requireRole(actor, "admin");
  const now = new Date(Math.min(asOf.getTime(), Date.now()));
  return transaction(
    actor,
    "contact.purge",
    async (tx) => {
      const ids = await lockExpired(actor, now, tx, AT_ONCE);
      if (ids.length > 0) await erase(tx, actor, ids);
      await recount(tx, actor);
      return ids.length;
    },
    { timeoutMs: 120_000 },
  );
}

/** At night, when nobody waits for the database. The hour is that of Paris, nearly: a job an hour is enough. */
export async function proposeAtNight(now: Date): Promise<void> {
  if (now.getUTCHours() < 4) await proposePurges(now);
}

/** For each product, how many are to be purged. The page says who, as it is read. */
export async function proposePurges(now: Date): Promise<void> {
  const products = await db.product.findMany({ select: { id: true, toPurge: true } });
  for (const { id, toPurge } of products) {
    const count = await countExpired({ productId: id }, now);
    if (count !== toPurge) await db.product.updateMany({ where: { id }, data: { toPurge: count } });
  }
}

async function recount(tx: Tx, { productId }: Actor): Promise<void> {
  const toPurge = await countExpired({ productId }, new Date(), tx);
  await tx.product.update({ where: { id: productId }, data: { toPurge } });
}

async function erase(tx: Tx, { productId }: Actor, chosen: string[]): Promise<void> {
  // Those merged into them are them too.
  const family = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE one AS (
      SELECT "id" FROM "Contact" WHERE "id" = ANY(${chosen}::uuid[]) AND "productId" = ${productId}::uuid
      UNION SELECT c."id" FROM "Contact" c JOIN one ON c."mergedIntoId" = one."id"
    ) SELECT "id" FROM one`;
  const ids = family.map(({ id }) => id);
  const volunteers = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM "Volunteer" v USING "Address" a WHERE a."contactId" = ANY(${ids}::uuid[]) AND a."kind" = 'email'
      AND v."productId" = ${productId}::uuid AND lower(trim(v."email")) = a."normalized" RETURNING v."id"`;
  await eraseMail(tx, productId, ids);
  await tx.$executeRaw`DELETE FROM "Contact" WHERE "id" = ANY(${ids}::uuid[])`;
  // After the deletion, so that what it has just logged goes too.
  await tx.$executeRaw`
    WITH gone AS (
      SELECT "table", "rowId" FROM "Change" WHERE "productId" = ${productId}::uuid AND "op" = 'delete'
        AND "table" IN ('Address', 'Position', 'Participant') AND "before" ->> 'contactId' = ANY(${ids})
      UNION SELECT 'Contact', unnest(${ids}::text[])
      UNION SELECT 'Volunteer', unnest(${volunteers.map(({ id }) => id)}::text[])
    ) DELETE FROM "Change" c USING gone WHERE c."table" = gone."table" AND c."rowId" = gone."rowId"`;
}

/** The ledger keeps that something left, and what came of it: neither to whom, nor in which words. */
async function eraseMail(tx: Tx, productId: string, ids: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM "InboundMessage" WHERE "contactId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`DELETE FROM "LocalMail" l USING "Message" m, "Enrollment" e
    WHERE l."messageId" = m."id" AND m."enrollmentId" = e."id" AND e."contactId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`UPDATE "MessageEvent" v SET "detail" = NULL FROM "Message" m, "Enrollment" e
    WHERE v."messageId" = m."id" AND m."enrollmentId" = e."id" AND e."contactId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`UPDATE "Message" m SET "email" = '', "subject" = '', "text" = '', "html" = '', "reply" = NULL
    FROM "Enrollment" e WHERE m."enrollmentId" = e."id" AND e."contactId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`UPDATE "Campaign" c SET "excluded" = (
      SELECT jsonb_agg(CASE WHEN one ->> 'contactId' = ANY(${ids}) THEN one || '{"email": null}' ELSE one END)
      FROM jsonb_array_elements(c."excluded"::jsonb) one)
    WHERE c."productId" = ${productId}::uuid AND EXISTS (
      SELECT FROM jsonb_array_elements(c."excluded"::jsonb) one WHERE one ->> 'contactId' = ANY(${ids}))`;
}
