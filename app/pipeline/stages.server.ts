import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import type { PipelineStage } from "./stage.ts";

/** The stages of the actor's product, in order. */
export function listStages(
  { productId }: Pick<Actor, "productId">,
  client: Tx = db,
): Promise<PipelineStage[]> {
  return client.stage.findMany({
    where: { productId, removedAt: null },
    select: { id: true, name: true, kind: true, milestone: true, position: true },
    orderBy: { position: "asc" },
  });
}

/** Who may own a partnership: the product's members, by name. */
export async function listOwners({
  productId,
}: Pick<Actor, "productId">): Promise<{ id: string; name: string }[]> {
  const members = await db.membership.findMany({
    where: { productId, role: { not: "reader" } },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { user: { name: "asc" } },
    take: 500,
  });
  return members.map(({ user }) => user);
}
