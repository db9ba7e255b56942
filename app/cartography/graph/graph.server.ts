import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { RelationKind } from "#app/db/generated/enums.ts";
import { readInstitutions } from "#app/institutions/institution-row.server.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { placeLabel } from "#app/institutions/kinds.ts";
import { type Graph, type GraphEdge, type LeftOut, MAX_NODES, type Met, shareRoom } from "./graph.ts";

export type GraphQuery = {
  hops: 1 | 2;
  /** No kind is every kind. */
  kinds: RelationKind[];
  /** Links that have ended, too. */
  past: boolean;
};

/** Of a hub with thousands of links, as many as could ever be drawn; of one of the second hop, far fewer. */
const FIRST_REACH = MAX_NODES;
const SECOND_REACH = 60;
/** Room kept for the second hop, however many the first has. */
const SECOND_ROOM = 150;
const MAX_EDGES = 2_000;

/**
 * The institutions linked to one, at one or two hops, that the product sees, and every link between those drawn.
 * @throws {AppError} not_found
 */
export async function readGraph(actor: Actor, id: string, query: GraphQuery): Promise<Graph> {
  const focus = await getInstitution(actor, id);
  const room = query.hops === 2 ? MAX_NODES - 1 - SECOND_ROOM : MAX_NODES - 1;
  const first = shareRoom(await meet(actor, [focus.id], query, FIRST_REACH), room);
  const hops = new Map([[focus.id, 0], ...first.map((one) => [one, 1] as const)]);
  const near = query.hops === 2 ? [...hops.keys()] : [focus.id];
  if (query.hops === 2 && first.length > 0) {
    const further = (await meet(actor, first, query, SECOND_REACH)).filter((one) => !hops.has(one.id));
    for (const one of shareRoom(further, MAX_NODES - hops.size)) hops.set(one, 2);
  }
  const ids = [...hops.keys()];
  const [rows, edges, leftOut] = await Promise.all([
    readInstitutions(actor, ids),
    readEdges(actor, ids, query),
    countLeftOut(actor, { near, drawn: ids }, query),
  ]);
  const nodes = rows.map((row) => ({
    ...{ id: row.id, name: row.name, kind: row.kind, place: placeLabel(row), hop: hops.get(row.id)! },
    ...{ stage: row.opportunity?.stage ?? null, lacksNextAction: row.lacksNextAction },
    nextAction: row.opportunity?.nextAction ?? null,
  }));
  return { focus: focus.id, nodes, edges, leftOut };
}

/**
 * Who is linked to these, each with its group: by link, way and kind. Of each group at most `reach` come, the product's
 * own and its partners first, then the widest served.
 */
async function meet(actor: Actor, ids: string[], query: GraphQuery, reach: number): Promise<Met[]> {
  const { productId } = actor;
  return db.$queryRaw<Met[]>`
    SELECT "id", "group" FROM (
      SELECT i."id", concat_ws(' ', e."nearId", e."kind", e."outgoing", i."kind") AS "group",
        row_number() OVER (PARTITION BY e."nearId", e."kind", e."outgoing", i."kind"
          ORDER BY e."own" DESC, o."id" IS NULL, i."weight" DESC, i."id") AS "place"
      FROM (${endsOf(actor, ids, query)}) e
        JOIN "Institution" i ON i."id" = e."otherId" AND (i."productId" IS NULL OR i."productId" = ${productId}::uuid)
        LEFT JOIN "Opportunity" o ON o."institutionId" = i."id" AND o."productId" = ${productId}::uuid) met
    WHERE "place" <= ${reach} ORDER BY "place", "group"`;
}

/** The links of these, seen from them. */
function endsOf(actor: Actor, ids: string[], query: GraphQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT r."fromId" AS "nearId", r."toId" AS "otherId", r."kind"::text, TRUE AS "outgoing",
      r."productId" IS NOT NULL AS "own"
    FROM "Relation" r WHERE r."fromId" = ANY(${ids}::uuid[]) AND ${seen(actor, query)}
    UNION ALL
    SELECT r."toId", r."fromId", r."kind"::text, FALSE, r."productId" IS NOT NULL
    FROM "Relation" r WHERE r."toId" = ANY(${ids}::uuid[]) AND ${seen(actor, query)}`;
}

/** A link the product may see: shared or its own, of the kinds asked, lasting unless the past is asked too. */
function seen({ productId }: Actor, { kinds, past }: GraphQuery): Prisma.Sql {
  return Prisma.sql`(r."productId" IS NULL OR r."productId" = ${productId}::uuid)
    ${kinds.length > 0 ? Prisma.sql`AND r."kind"::text = ANY(${kinds})` : Prisma.empty}
    ${past ? Prisma.empty : Prisma.sql`AND (r."validTo" IS NULL OR r."validTo" >= CURRENT_DATE)`}`;
}

async function readEdges(actor: Actor, ids: string[], query: GraphQuery): Promise<GraphEdge[]> {
  return db.$queryRaw<GraphEdge[]>`
    SELECT r."id", r."fromId" AS "from", r."toId" AS "to", r."kind", r."productId" IS NOT NULL AS "own",
      r."validFrom", r."validTo", coalesce(r."validTo" < CURRENT_DATE, FALSE) AS "past", r."source", r."vintage",
      r."confidence"
    FROM "Relation" r WHERE r."fromId" = ANY(${ids}::uuid[]) AND r."toId" = ANY(${ids}::uuid[]) AND ${seen(actor, query)}
    ORDER BY r."productId" IS NULL, r."id" LIMIT ${MAX_EDGES}`;
}

/** Who is linked to those from whom one starts, and is not drawn. */
async function countLeftOut(
  actor: Actor,
  { near, drawn }: { near: string[]; drawn: string[] },
  query: GraphQuery,
): Promise<LeftOut[]> {
  return db.$queryRaw<LeftOut[]>`
    SELECT i."kind", count(DISTINCT i."id")::int AS "count" FROM (${endsOf(actor, near, query)}) e
      JOIN "Institution" i ON i."id" = e."otherId" AND (i."productId" IS NULL OR i."productId" = ${actor.productId}::uuid)
    WHERE i."id" <> ALL (${drawn}::uuid[]) GROUP BY 1`;
}
