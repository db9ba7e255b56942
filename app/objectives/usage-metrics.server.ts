import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";

/** How the product calls its figures of usage. */
export async function listUsageMetrics({ productId }: Pick<Actor, "productId">): Promise<string[]> {
  const rows = await db.usageFact.groupBy({
    by: ["metric"],
    where: { productId },
    orderBy: { metric: "asc" },
    take: 100,
  });
  return rows.map(({ metric }) => metric);
}
