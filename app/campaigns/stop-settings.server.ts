import { type Actor, requireRole } from "#app/auth/actor.ts";
import type { ColleagueStop } from "#app/db/generated/enums.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { lockCampaign } from "./campaign-row.server.ts";
import { wrongState } from "./campaign-state.ts";
import { scheduled } from "./steps.server.ts";

/** What is absent stays; an empty stage is none. */
export type StopSettings = {
  stopsColleagues?: ColleagueStop | undefined;
  stopStageId?: string | undefined;
};

/**
 * What stops the sequences beside an answer; under way too, since it only ever sends less, or as was meant.
 * @throws {AppError} forbidden; not_found; conflict, once it has ended
 */
export async function updateStops(
  actor: Actor,
  id: string,
  { stopsColleagues, stopStageId }: StopSettings,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const { productId } = actor;
  await transaction(
    actor,
    "campagne.arrêts",
    async (tx) => {
      const row = await lockCampaign(actor, id, tx);
      if (row.state === "done" || row.state === "cancelled") throw wrongState(row.state);
      if (row.scheduledAt) throw scheduled();
      const stage = stopStageId && uuidOr404(stopStageId, "Cette étape");
      if (stage && !(await tx.stage.count({ where: { id: stage, productId, removedAt: null } })))
        throw notFound("Cette étape");
      await tx.campaign.update({
        where: { id: row.id },
        data: {
          ...(stopsColleagues && { stopsColleagues }),
          ...(stopStageId !== undefined && { stopStageId: stage || null }),
        },
      });
    },
    options,
  );
}
