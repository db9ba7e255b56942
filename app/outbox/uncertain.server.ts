import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { wakeOutbox } from "./wake.server.ts";

/** « Envois à vérifier »: the messages of a product that may have left, oldest first. By default, none is sent again. */
export function listUncertain(actor: Actor) {
  return db.message.findMany({
    where: { productId: actor.productId, state: "uncertain" },
    orderBy: [{ sendingAt: "asc" }, { id: "asc" }],
    select: {
      ...{ id: true, email: true, subject: true, sendingAt: true, reply: true, rfcMessageId: true },
      campaign: { select: { id: true, name: true } },
      mailbox: { select: { name: true, fromAddress: true } },
    },
  });
}

/**
 * Someone looked into the mailbox's sent messages, and says.
 * @throws {AppError} forbidden, not_found; conflict when it is no longer to be checked
 */
export async function resolveUncertain(
  actor: Actor,
  messageId: string,
  answer: "sent" | "resend",
): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(messageId, "Cet envoi"), productId: actor.productId };
  const message = await db.message.findFirst({ where, select: columns });
  if (!message) throw notFound("Cet envoi");
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { name: true } });
  const said = answer === "sent" ? "Déclaré parti" : "Remis dans la file";
  await transaction(actor, "envoi.vérification", async (tx) => {
    await (answer === "sent" ? declareSent(tx, message) : sendAgain(tx, message));
    const { id, productId } = message;
    await tx.messageEvent.create({
      data: {
        messageId: id,
        productId,
        kind: "resolved",
        detail: `${said} par ${user?.name ?? "un membre"}.`,
      },
    });
  });
}

const columns = {
  ...{ id: true, productId: true, campaignId: true, subject: true, sendingAt: true },
  enrollment: { select: { contactId: true, institutionId: true } },
} as const satisfies Prisma.MessageSelect;
type Uncertain = Prisma.MessageGetPayload<{ select: typeof columns }>;

async function declareSent(tx: Tx, { enrollment, ...message }: Uncertain): Promise<void> {
  const sentAt = message.sendingAt ?? new Date();
  await move(tx, message.id, { state: "sent", sentAt });
  // A letter written one to one is in the timeline from the first.
  if (await tx.interaction.count({ where: { messageId: message.id } })) return;
  const { contactId, institutionId } = enrollment;
  if (!institutionId || !(await tx.institution.count({ where: { id: institutionId } }))) return;
  await tx.interaction.create({
    data: {
      ...{ productId: message.productId, institutionId, contactId, messageId: message.id },
      ...{ kind: "email", direction: "outbound", happenedAt: sentAt, summary: message.subject },
    },
  });
}

/** A campaign that was done has something to send again. */
async function sendAgain(tx: Tx, { id, campaignId }: Uncertain): Promise<void> {
  await move(tx, id, { state: "queued", dueAt: new Date() });
  await tx.campaign.updateMany({
    where: { id: campaignId, state: "done" },
    data: { state: "running", finishedAt: null },
  });
  await wakeOutbox(tx);
}

/** @throws {AppError} conflict: a late reply, or someone else, has said since */
async function move(tx: Tx, id: string, data: Prisma.MessageUpdateManyMutationInput): Promise<void> {
  const { count } = await tx.message.updateMany({ where: { id, state: "uncertain" }, data });
  if (count === 0) throw new AppError("conflict", "Cet envoi n’est plus à vérifier.");
}
