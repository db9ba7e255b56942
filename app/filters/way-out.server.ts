import { partsOf, withoutPart } from "./filter-edit.ts";
import { EVERYTHING, type Filter } from "./filter.ts";

/** One way out of an empty list: the search or the condition without which the most would be found. */
export type WayOut = { without: "q" | Filter; count: number };

type Query = { q?: string | null | undefined; filter?: Filter | undefined };

/**
 * @param count how many rows a query of this list finds
 * @returns null when no single thing, lifted, would find anything
 */
export async function findWayOut(
  count: (query: Query) => Promise<number>,
  { q, filter = EVERYTHING }: Query,
): Promise<WayOut | null> {
  const ways = [
    ...(q ? [{ without: "q" as const, query: { filter } }] : []),
    ...partsOf(filter).map((part) => ({ without: part, query: { q, filter: withoutPart(filter, part) } })),
  ];
  const counted = await Promise.all(
    ways.map(async ({ without, query }) => ({ without, count: await count(query) })),
  );
  const [best] = counted.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best : null;
}
