import { type Actor, requireRole } from "#app/auth/actor.ts";
import { type Tx, transaction } from "#app/db/transaction.server.ts";
import { WAITING } from "#app/outbox/outbox.ts";
import { STOPS } from "#app/outbox/stops.ts";
import { wakeOutbox } from "#app/outbox/wake.server.ts";
import { type CampaignState, requireTransition, wrongState } from "./campaign-state.ts";
import {
  type Campaign,
  type CampaignRow,
  findCampaign,
  lockCampaign,
  viewCampaign,
} from "./campaign-row.server.ts";

/** Nothing more leaves; what a server is being handed finishes. @throws {AppError} forbidden; not_found; conflict */
export async function pauseCampaign(actor: Actor, id: string): Promise<Campaign> {
  return move(actor, id, "paused", "campagne.pause");
}

/** @throws {AppError} forbidden; not_found; conflict, when it is not paused */
export async function resumeCampaign(actor: Actor, id: string): Promise<Campaign> {
  return move(actor, id, "running", "campagne.reprise", async (tx, row) => {
    // A draft may run too, but by its launch alone.
    if (row.state !== "paused") throw wrongState(row.state);
    await wakeOutbox(tx);
  });
}

/**
 * For good: what has not left is cancelled. What was sent stays sent, and what is doubtful stays to be verified.
 * @throws {AppError} forbidden; not_found; conflict, when it has ended
 */
export async function cancelCampaign(actor: Actor, id: string): Promise<Campaign & { cancelled: number }> {
  let cancelled = 0;
  const campaign = await move(actor, id, "cancelled", "campagne.annulation", async (tx, row) => {
    cancelled = await cancelWaiting(tx, row.id);
  });
  return { ...campaign, cancelled };
}

async function move(
  actor: Actor,
  id: string,
  state: CampaignState,
  action: string,
  alongside: (tx: Tx, row: CampaignRow) => Promise<void> = async () => {},
): Promise<Campaign> {
  requireRole(actor, "deployer");
  return transaction(actor, action, async (tx) => {
    const row = await lockCampaign(actor, id, tx);
    requireTransition(row.state, state);
    await alongside(tx, row);
    const finishedAt = state === "cancelled" ? new Date() : undefined;
    await tx.campaign.update({ where: { id: row.id }, data: { state, finishedAt } });
    return viewCampaign(await findCampaign(actor, id, tx));
  });
}

/** A message reserved by a worker is still waiting: the worker looks again before it hands it over. */
async function cancelWaiting(tx: Tx, campaignId: string): Promise<number> {
  const reason = STOPS.cancelled;
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    WITH cancelled AS (
      UPDATE "Message" SET "state" = 'cancelled', "reply" = ${reason}, "workerId" = NULL
      WHERE "campaignId" = ${campaignId}::uuid AND "state"::text = ANY(${[...WAITING]})
      RETURNING "id", "productId"
    ), told AS (
      INSERT INTO "MessageEvent" ("productId", "messageId", "kind", "detail")
      SELECT "productId", "id", 'cancelled', ${reason} FROM cancelled
    ), stopped AS (
      UPDATE "Enrollment" SET "state" = 'stopped', "stopReason" = ${reason}, "stoppedAt" = now()
      WHERE "campaignId" = ${campaignId}::uuid AND "state" = 'active'
    )
    SELECT count(*)::int AS "count" FROM cancelled`;
  return row.count;
}
