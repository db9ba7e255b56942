import type { Tx } from "#app/db/transaction.server.ts";
import { WAITING } from "#app/outbox/outbox.ts";

/** Nothing more leaves to this recipient: what waited is cancelled, and its ledger says why. */
export async function stopEnrollment(tx: Tx, id: string, reason: string, at: Date): Promise<void> {
  await tx.enrollment.updateMany({
    where: { id, state: "active" },
    data: { state: "stopped", stopReason: reason, stoppedAt: at },
  });
  await cancelWaiting(tx, [id], reason, at);
}

/** Away: nothing leaves before that day. An earlier day never shortens a pause. */
export async function pauseEnrollment(tx: Tx, id: string, until: Date): Promise<void> {
  await tx.enrollment.updateMany({
    where: { id, OR: [{ pausedUntil: null }, { pausedUntil: { lt: until } }] },
    data: { pausedUntil: until },
  });
}

/** A colleague has answered: the institution's other recipients are left alone, in the campaigns that ask for it. */
export async function stopColleagues(
  tx: Tx,
  { institutionId, productId, except }: { institutionId: string; productId: string; except: string | null },
  reason: string,
  at: Date,
): Promise<void> {
  const others = await tx.enrollment.findMany({
    where: {
      ...{ institutionId, productId, state: "active", campaign: { stopsColleagues: true } },
      ...(except && { id: { not: except } }),
    },
    select: { id: true },
  });
  for (const { id } of others) await stopEnrollment(tx, id, reason, at);
}

async function cancelWaiting(tx: Tx, enrollmentIds: string[], reason: string, at: Date): Promise<void> {
  const cancelled = await tx.message.updateManyAndReturn({
    where: { enrollmentId: { in: enrollmentIds }, state: { in: [...WAITING] } },
    data: { state: "cancelled", reply: reason, workerId: null },
    select: { id: true, productId: true },
  });
  await tx.messageEvent.createMany({
    data: cancelled.map(({ id, productId }) => ({
      ...{ messageId: id, productId, at },
      ...{ kind: "cancelled" as const, detail: reason },
    })),
  });
}
