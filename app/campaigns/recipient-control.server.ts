import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { STOPS } from "#app/outbox/stops.ts";
import { wakeOutbox } from "#app/outbox/wake.server.ts";
import { lockCampaign } from "./campaign-row.server.ts";
import { stopEnrollment } from "./stop.server.ts";

/** Nothing more to this person in this campaign. @throws {AppError} forbidden; not_found */
export async function stopRecipient(actor: Actor, campaignId: string, enrollmentId: string): Promise<void> {
  requireRole(actor, "deployer");
  await transaction(actor, "campagne.destinataire.arrêt", async (tx) => {
    const { id } = await recipientOf(tx, actor, campaignId, enrollmentId);
    await stopEnrollment(tx, id, "manual");
  });
}

/**
 * Goes on with someone who was stopped by hand, or is away: what had not left is due again. What else stops a sequence
 * stays: nobody resumes an answer, or an opposition.
 * @throws {AppError} forbidden; not_found; conflict
 */
export async function resumeRecipient(actor: Actor, campaignId: string, enrollmentId: string): Promise<void> {
  requireRole(actor, "deployer");
  await transaction(actor, "campagne.destinataire.reprise", async (tx) => {
    const recipient = await recipientOf(tx, actor, campaignId, enrollmentId);
    const byHand = recipient.state === "stopped" && recipient.stopReason === STOPS.manual;
    if (recipient.state !== "active" && !byHand)
      throw new AppError(
        "conflict",
        recipient.stopReason ?? "Cette personne n’attend plus rien de cette campagne.",
      );
    const { id } = recipient;
    await tx.enrollment.update({
      where: { id },
      data: { state: "active", stopReason: null, stoppedAt: null, pausedUntil: null },
    });
    const now = new Date();
    await tx.message.updateMany({
      where: { enrollmentId: id, state: "cancelled", reply: STOPS.manual, attempt: 0 },
      data: { state: "planned", reply: null },
    });
    if (recipient.pausedUntil)
      await tx.message.updateMany({
        where: { enrollmentId: id, state: { in: ["planned", "queued", "retry"] } },
        data: { dueAt: now },
      });
    await wakeOutbox(tx);
  });
}

/** @throws {AppError} not_found; conflict, once the campaign has ended */
async function recipientOf(tx: Tx, actor: Actor, campaignId: string, enrollmentId: string) {
  const campaign = await lockCampaign(actor, campaignId, tx);
  const where = { id: uuidOr404(enrollmentId, "Ce destinataire"), campaignId: campaign.id };
  const recipient = await tx.enrollment.findFirst({
    where,
    select: { id: true, state: true, stopReason: true, pausedUntil: true },
  });
  if (!recipient) throw notFound("Ce destinataire");
  if (campaign.state !== "running" && campaign.state !== "paused")
    throw new AppError("conflict", "Cette campagne est terminée : rien n’y part plus.");
  return recipient;
}
