import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { partsOf, withoutPart } from "#app/filters/filter-edit.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { institutionFields } from "./institution-fields.server.ts";
import { countInstitutions, type InstitutionQuery, matching } from "./institutions.server.ts";

/** The figures of the views: everything, what is in the pipeline, what the product has added. */
export async function countViews(actor: Actor): Promise<{ all: number; pipeline: number; own: number }> {
  const { productId } = actor;
  const [all, pipeline, own] = await Promise.all([
    countInstitutions(actor, {}),
    db.opportunity.count({ where: { productId } }),
    db.institution.count({ where: { productId } }),
  ]);
  return { all, pipeline, own };
}

/**
 * What is to be done among what the filter finds: what is late, what has no next action.
 * @param today « 2026-10-06 »
 */
export async function countToDo(
  actor: Actor,
  query: InstitutionQuery,
  today: string,
): Promise<{ late: number; lacking: number }> {
  const { nextActionAt, lacksNextAction, inPipeline } = institutionFields;
  const { from, where } = await matching(actor, query, "nextActionAt");
  const rows = await db.$queryRaw<[{ late: number; lacking: number }]>`
    SELECT count(*) FILTER (WHERE ${nextActionAt.sql} < ${today}::date)::int AS "late",
      count(*) FILTER (WHERE ${lacksNextAction.sql})::int AS "lacking"
    FROM ${from} WHERE ${where} AND ${inPipeline.sql}`;
  return rows[0];
}

/** One way out of an empty list: the search or the condition without which the most would be found. */
export type WayOut = { without: "q" | Filter; count: number };

/** @returns null when no single thing, lifted, would find anything */
export async function findWayOut(
  actor: Actor,
  { q, filter = EVERYTHING }: InstitutionQuery,
): Promise<WayOut | null> {
  const parts = partsOf(filter);
  const ways = [
    ...(q ? [{ without: "q" as const, query: { filter } }] : []),
    ...parts.map((part) => ({ without: part, query: { q, filter: withoutPart(filter, part) } })),
  ];
  const counted = await Promise.all(
    ways.map(async ({ without, query }) => ({ without, count: await countInstitutions(actor, query) })),
  );
  const [best] = counted.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best : null;
}
