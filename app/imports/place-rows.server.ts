import type pg from "pg";
import { resolvePlaces } from "./places.server.ts";
import type { Row } from "./rows.ts";

/** Each row with the institution it means. What nobody can say is one more fault of the row. */
export async function placeRows<R extends Row>(
  client: pg.ClientBase,
  productId: string,
  rows: R[],
): Promise<{ row: R; institutionId: string | null }[]> {
  // A thousand contacts of one ministry ask for it once.
  const keys = rows.map(({ place }) => (place ? JSON.stringify(place) : null));
  const distinct = [...new Set(keys.filter((key) => key !== null))];
  const resolved = await resolvePlaces(
    client,
    productId,
    distinct.map((key) => JSON.parse(key)),
  );
  const byKey = new Map(distinct.map((key, index) => [key, resolved[index]!]));
  return rows.map((row, index) => {
    const key = keys[index];
    const one = key ? byKey.get(key) : undefined;
    if (one && "reason" in one) row.faults.push(one.reason);
    return { row, institutionId: one && "id" in one ? one.id : null };
  });
}
