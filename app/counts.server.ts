import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";

/** The figures of the navigation: what asks for something, and nothing else. */
export async function readCounts({ productId }: Actor): Promise<{ campaigns: number }> {
  const campaigns = await db.campaign.count({ where: { productId, state: "running" } });
  return { campaigns };
}
