import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { type Penetration, readPenetration } from "#app/target/penetration.server.ts";
import { institutionFields } from "./institution-fields.server.ts";
import { countInstitutions, type InstitutionQuery, matching } from "./institutions.server.ts";

/** The figures of the views: everything, the Cible, what is in the pipeline, what the product has added. */
export async function countViews(
  actor: Actor,
): Promise<{ all: number; pipeline: number; own: number; target: Penetration | null }> {
  const { productId } = actor;
  const [all, pipeline, own, target] = await Promise.all([
    countInstitutions(actor, {}),
    db.opportunity.count({ where: { productId } }),
    db.institution.count({ where: { productId } }),
    readPenetration(actor),
  ]);
  return { all, pipeline, own, target };
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
