import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { CampaignState } from "./campaign-state.ts";
import { findCampaign } from "./campaign-row.server.ts";
import type { Exclusion } from "./exclusion.ts";
import { emptyCounts, type FunnelLine, funnelOf, type MessageCounts, sumOf } from "./message-state.ts";

/** What became of a campaign: a count for each state, and the funnel with what each figure is a part of. */
export type CampaignResults = MessageCounts & {
  state: CampaignState;
  enrolled: number;
  excluded: number;
  funnel: FunnelLine[];
};

/** @throws {AppError} not_found */
export async function campaignResults(actor: Actor, id: string): Promise<CampaignResults> {
  const { id: campaignId, state } = await findCampaign(actor, id);
  const [all, enrolled, excluded] = await Promise.all([
    countByCampaign([campaignId]),
    db.enrollment.count({ where: { campaignId } }),
    countExcluded(campaignId),
  ]);
  const counts = sumOf(all.get(campaignId)?.values() ?? []);
  return { state, enrolled, excluded, ...counts, funnel: funnelOf(enrolled, counts) };
}

/**
 * How many messages of each campaign are in each state, by the step they are of. The caller has checked whose the
 * campaigns are.
 */
export async function countByCampaign(
  campaignIds: string[],
): Promise<Map<string, Map<number, MessageCounts>>> {
  const rows = await db.message.groupBy({
    by: ["campaignId", "rank", "state"],
    where: { campaignId: { in: campaignIds } },
    _count: true,
  });
  const counts = new Map<string, Map<number, MessageCounts>>();
  for (const { campaignId, rank, state, _count } of rows) {
    const of = counts.get(campaignId) ?? new Map<number, MessageCounts>();
    of.set(rank, { ...(of.get(rank) ?? emptyCounts()), [state]: _count });
    counts.set(campaignId, of);
  }
  return counts;
}

/** Who was not written to at launch, and why. @throws {AppError} not_found */
export async function listExcluded(actor: Actor, id: string): Promise<Exclusion[]> {
  const campaign = await findCampaign(actor, id);
  const { excluded } = await db.campaign.findUniqueOrThrow({
    where: { id: campaign.id },
    select: { excluded: true },
  });
  return excluded as Exclusion[];
}

async function countExcluded(campaignId: string): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT jsonb_array_length("excluded") AS "count" FROM "Campaign" WHERE "id" = ${campaignId}::uuid`;
  return row.count;
}
