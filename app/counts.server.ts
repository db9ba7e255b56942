import type { Actor } from "#app/auth/actor.ts";
import { countDue } from "#app/day/day.server.ts";
import { db } from "#app/db/db.server.ts";
import { isoDay } from "#app/ui/format.ts";

/** The figures of the navigation: what asks for something, and nothing else. */
export async function readCounts(actor: Actor): Promise<{ day: number; campaigns: number }> {
  const [day, campaigns] = await Promise.all([
    countDue(actor, isoDay(new Date())),
    db.campaign.count({ where: { productId: actor.productId, kind: "sequence", state: "running" } }),
  ]);
  return { day, campaigns };
}
