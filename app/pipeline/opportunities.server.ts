import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { readRows } from "#app/db/read.server.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { partnershipEntity } from "#app/filters/entities.server.ts";
import { EVERYTHING, type Filter } from "#app/filters/filter.ts";
import { cursorAt, orderBy, pageOfIds, type SortKey, sortKeys } from "#app/filters/keyset.server.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import type { Opportunity } from "./opportunity.ts";
import {
  LACKS_NEXT_ACTION,
  LATE,
  OPPORTUNITY_FIELDS,
  OPPORTUNITY_TABLES,
} from "./opportunity-fields.server.ts";
import { readOpportunities } from "./read-opportunities.server.ts";
import { resolveStage } from "./stage.ts";
import { listStages } from "./stages.server.ts";

export { getOpportunity, getOpportunityOf } from "./read-opportunities.server.ts";
export { createOpportunities, createOpportunity } from "./create-opportunities.server.ts";
export { completeNextAction } from "./next-action.server.ts";
export { deleteOpportunity, updateOpportunity } from "./update-opportunity.server.ts";

type Narrowing = {
  /** Words of the institution's name. */
  q?: string | undefined;
  filter?: Filter | undefined;
  /** A stage's id, name or milestone. */
  stage?: string | undefined;
};
type List = Narrowing & {
  sort?: string | undefined;
  cursor?: string | null | undefined;
  limit?: number | undefined;
};

/** One page of the product's partnerships, the newest first unless `sort` says otherwise. */
export async function listOpportunities(
  actor: Actor,
  list: List = {},
): Promise<{ items: Opportunity[]; nextCursor: string | null; total: number }> {
  const page = await pageOfOpportunities(actor, list);
  const where = await narrowed(actor, list);
  const [items, [count]] = await Promise.all([
    readOpportunities(db, actor, page.ids),
    db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM ${OPPORTUNITY_TABLES} WHERE ${where}`,
  ]);
  return { items, nextCursor: page.nextCursor, total: count!.total };
}

/** The same page, by ids: what several lists read at once hydrate together. */
export async function pageOfOpportunities(
  actor: Actor,
  { sort = "-createdAt", cursor, limit = 50, ...narrowing }: List,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const where = await narrowed(actor, narrowing);
  const keys = keysOf(sort);
  return pageOfIds({ from: OPPORTUNITY_TABLES, where, keys, sort, cursor, limit });
}

/** What is to be done first, then who has been at the stage for longest. */
export const BY_URGENCY = "due";

export function keysOf(sort: string): SortKey[] {
  const since = { ...OPPORTUNITY_FIELDS.stageSince!, required: true };
  const id: SortKey = { sql: Prisma.sql`o."id"`, type: "id", required: true };
  return sortKeys(sort, OPPORTUNITY_FIELDS, sort === BY_URGENCY ? [since, id] : [id]);
}

/** The ids of everything this finds, for a change of the whole filter, in no order; at most `max` of them. */
export async function findOpportunityIds(actor: Actor, narrowing: Narrowing, max: number): Promise<string[]> {
  const where = await narrowed(actor, narrowing);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o."id" FROM ${OPPORTUNITY_TABLES} WHERE ${where} LIMIT ${max}`;
  return rows.map(({ id }) => id);
}

export type FirstPage = StageCounts & { ids: string[]; nextCursor: string | null };

/**
 * How many partnerships stand at each stage, and the first of them by urgency: the whole board in one query. What is
 * counted and what is ordered are read once; only the few that are shown of each stage are written out.
 */
export async function firstPages(actor: Actor, narrowing: Narrowing, limit: number): Promise<FirstPage[]> {
  const keys = keysOf(BY_URGENCY);
  const columns = Prisma.join(keys.map(({ sql }, i) => Prisma.sql`${sql} AS ${Prisma.raw(`k${i}`)}`));
  const place = Prisma.join(keys.map((_, i) => Prisma.raw(`k${i}::text`)));
  const order = Prisma.join(keys.map((key, i) => orderBy({ ...key, sql: Prisma.raw(`k${i}`) })));
  const rows = await readRows<StageCounts & { places: (string | null)[][] }>(Prisma.sql`
    WITH cards AS MATERIALIZED (
      SELECT o."stageId", ${LACKS_NEXT_ACTION} AS "lacking", ${LATE} AS "late", ${columns}
      FROM ${OPPORTUNITY_TABLES} WHERE ${await narrowed(actor, narrowing)}
    ), counted AS (
      SELECT "stageId", count(*)::int AS count, count(*) FILTER (WHERE "lacking")::int AS "lacking",
        count(*) FILTER (WHERE "late")::int AS "late"
      FROM cards GROUP BY "stageId"
    )
    SELECT counted.*, ARRAY(SELECT json_build_array(${place}) FROM cards
      WHERE cards."stageId" = counted."stageId" ORDER BY ${order} LIMIT ${limit}) AS "places"
    FROM counted`);
  const list = { from: OPPORTUNITY_TABLES, sort: BY_URGENCY };
  return rows.map(({ places, ...counts }) => ({
    ...counts,
    ids: places.map((at) => at.at(-1)!),
    nextCursor: counts.count > places.length ? cursorAt(list, places.at(-1)!) : null,
  }));
}

export type StageCounts = { stageId: string; count: number; lacking: number; late: number };

/** How many partnerships stand at each stage, how many of them lack a next action, and how many are late. */
export async function countByStage(actor: Actor, narrowing: Narrowing = {}): Promise<StageCounts[]> {
  const where = await narrowed(actor, narrowing);
  return db.$queryRaw<StageCounts[]>`
    SELECT o."stageId", count(*)::int AS count, count(*) FILTER (WHERE ${LACKS_NEXT_ACTION})::int AS lacking,
      count(*) FILTER (WHERE ${LATE})::int AS late
    FROM ${OPPORTUNITY_TABLES} WHERE ${where} GROUP BY o."stageId"`;
}

/** What the navigation shows of the pipeline. */
export async function pipelineCounts(actor: Actor): Promise<{ late: number; withoutNextAction: number }> {
  const counts = await countByStage(actor);
  return {
    late: counts.reduce((sum, { late }) => sum + late, 0),
    withoutNextAction: counts.reduce((sum, { lacking }) => sum + lacking, 0),
  };
}

/** The condition of a list of partnerships. */
export async function narrowed(
  actor: Actor,
  { q, filter = EVERYTHING, stage }: Narrowing,
): Promise<Prisma.Sql> {
  const words = q?.replaceAll("\0", "").trim();
  return Prisma.join(
    [
      Prisma.sql`o."productId" = ${actor.productId}::uuid`,
      compileFilter(await resolveFilter(actor, filter, partnershipEntity), partnershipEntity, actor),
      ...(words ? [Prisma.sql`f_fold(i."name") LIKE '%' || f_fold(${words}) || '%'`] : []),
      ...(stage ? [Prisma.sql`o."stageId" = ${resolveStage(await listStages(actor), stage).id}::uuid`] : []),
    ],
    " AND ",
  );
}
