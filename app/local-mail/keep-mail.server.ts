import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { readInbound } from "#app/inbox/inbound.ts";
import { KEPT } from "./local-mail.ts";

export type Received = {
  /** null: a mail of the instance. */
  productId: string | null;
  sender: string;
  recipients: string[];
  raw: Uint8Array<ArrayBuffer>;
};

/**
 * Files what the local server received, beside the outbox's own row when it carries the Message-ID of one. Bounded: the
 * oldest of the product's go once there are too many.
 */
export async function keepMail({ productId, sender, recipients, raw }: Received): Promise<void> {
  const { subject, messageId, date } = await readInbound(raw);
  const message =
    productId && messageId
      ? await db.message.findFirst({ where: { productId, rfcMessageId: messageId }, select: { id: true } })
      : null;
  const now = new Date();
  const written = date ? new Date(date) : now;
  await db.localMail.create({
    data: {
      ...{ productId, sender, recipients, raw },
      subject: subject.replaceAll("\0", "").slice(0, 1_000).toWellFormed(),
      messageId: message?.id ?? null,
      // Handed over at once: what is dated of another day was written under another clock, which it keeps.
      receivedAt: written < now ? written : now,
    },
    select: { id: true },
  });
  const whose = productId ? Prisma.sql`"productId" = ${productId}::uuid` : Prisma.sql`"productId" IS NULL`;
  await db.$executeRaw`DELETE FROM "LocalMail" WHERE "id" IN (
    SELECT "id" FROM "LocalMail" WHERE ${whose} ORDER BY "receivedAt" DESC, "id" DESC OFFSET ${KEPT})`;
}
