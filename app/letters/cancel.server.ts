import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { WAITING } from "#app/outbox/outbox.ts";

const CANCELLED = "Annulé avant son départ.";

/**
 * « Annuler »: takes back a letter that has not left; nothing of it stays in the timeline.
 * @throws {AppError} forbidden; not_found; conflict, when it has left, or a server is being handed it
 */
export async function cancelLetter(actor: Actor, id: string): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Ce courriel"), productId: actor.productId };
  const letter = await db.message.findFirst({
    where: { ...where, campaign: { kind: "direct" } },
    select: { campaignId: true, enrollmentId: true, productId: true },
  });
  if (!letter) throw notFound("Ce courriel");
  await transaction(actor, "courriel.annulation", async (tx) => {
    // The outbox looks at the state once more, under a lock, just before it hands a message over.
    const { count } = await tx.message.updateMany({
      where: { ...where, state: { in: [...WAITING] } },
      data: { state: "cancelled", reply: CANCELLED, workerId: null },
    });
    if (count === 0)
      throw new AppError("conflict", "Trop tard : ce courriel est déjà parti, ou part en ce moment.");
    await tx.messageEvent.create({
      data: { messageId: where.id, productId: letter.productId, kind: "cancelled", detail: CANCELLED },
    });
    await tx.enrollment.update({
      where: { id: letter.enrollmentId },
      data: { state: "stopped", stopReason: CANCELLED, stoppedAt: new Date() },
    });
    await tx.campaign.update({
      where: { id: letter.campaignId },
      data: { state: "cancelled", finishedAt: new Date() },
    });
    await tx.interaction.deleteMany({ where: { messageId: where.id } });
  });
}
