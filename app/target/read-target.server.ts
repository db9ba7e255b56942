import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { type Filter, filterSchema } from "#app/filters/filter.ts";

/** The product's Cible, a filter over institutions; null while none is chosen. */
export async function readTarget({ productId }: Pick<Actor, "productId">): Promise<Filter | null> {
  const target = await db.target.findUnique({ where: { productId }, select: { filter: true } });
  return target ? filterSchema.parse(target.filter) : null;
}
