import { href } from "react-router";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { partnershipEntity } from "#app/filters/entities.server.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import { type Filter, filterParam } from "#app/filters/filter.ts";
import { type Day, plusDays } from "#app/interactions/days.ts";
import { OPPORTUNITY_TABLES } from "#app/pipeline/opportunity-fields.server.ts";
import { type PipelineStage, wantsNextAction } from "#app/pipeline/stage.ts";
import { type Basket, cadenceDelay, SILENCES } from "./day.ts";
import type { Whose } from "./day.server.ts";

/**
 * « Sans nouvelles depuis »: the partnerships that want a next action, by how long nothing was said. Each basket counts
 * by the very filter that its link opens.
 */
export async function readBaskets(
  actor: Actor,
  whose: Whose,
  stages: PipelineStage[],
  today: Day,
): Promise<Basket[]> {
  const filters = SILENCES.map((days) => silence(whose, stages, days));
  const counts = await Promise.all(
    filters.map(async (filter, i) => {
      const resolved = await resolveFilter(actor, filter, partnershipEntity);
      const where = compileFilter(resolved, partnershipEntity, actor, today);
      return Prisma.sql`count(*) FILTER (WHERE ${where})::int AS ${Prisma.raw(`"${i}"`)}`;
    }),
  );
  const [row] = await db.$queryRaw<[Record<string, number>]>`
    SELECT ${Prisma.join(counts)} FROM ${OPPORTUNITY_TABLES} WHERE o."productId" = ${actor.productId}::uuid`;
  return filters.map((filter, i) => ({
    days: SILENCES[i]!,
    count: row[i] ?? 0,
    to: `${href("/partenariats")}?vue=liste&filtre=${encodeURIComponent(filterParam(filter) ?? "")}`,
  }));
}

function silence(whose: Whose, stages: PipelineStage[], days: number | null): Filter {
  const wanting = stages.filter(wantsNextAction).map(({ name }) => name);
  return {
    all: [
      { field: "stage", op: "is", value: wanting },
      days === null
        ? { field: "lastInteractionAt", op: "empty" }
        : { field: "lastInteractionAt", op: "before", value: { days: -days } },
      ...(whose === "mine" ? [{ field: "ownerId", op: "is" as const, value: "me" }] : []),
    ],
  };
}

export type Waking = { institutionId: string; name: string; wakeOn: Day };

/** Partnerships asleep that wake up within two weeks, or should have; the soonest first. */
export async function readWaking(actor: Actor, whose: Whose, today: Day): Promise<Waking[]> {
  const { productId, userId } = actor;
  const found = await db.opportunity.findMany({
    where: {
      ...{ productId, stage: { kind: "dormant" }, wakeOn: { lte: new Date(plusDays(today, 14)) } },
      ...(whose === "mine" && { ownerId: userId }),
    },
    orderBy: [{ wakeOn: "asc" }, { id: "asc" }],
    take: 8,
    select: { wakeOn: true, institution: { select: { id: true, name: true } } },
  });
  return found.flatMap(({ wakeOn, institution }) =>
    wakeOn
      ? { institutionId: institution.id, name: institution.name, wakeOn: wakeOn.toISOString().slice(0, 10) }
      : [],
  );
}

export type Lapsed = { institutionId: string; name: string; cadenceDays: number; late: number };

/** The key accounts that have waited longer than was promised, the longest first. */
export async function readLapsed(actor: Actor, whose: Whose, today: Day): Promise<Lapsed[]> {
  const { productId, userId } = actor;
  const mine = Prisma.sql`AND coalesce(a."ownerId", o."ownerId", ${userId}) = ${userId}`;
  const rows = await db.$queryRaw<
    { id: string; name: string; cadenceDays: number; last: Day | null; since: Day }[]
  >`
    SELECT i."id", coalesce(a."corrections" -> 'name' ->> 'value', i."name") AS "name", a."cadenceDays",
      (a."lastInteractionAt" AT TIME ZONE 'Europe/Paris')::date::text AS "last",
      (a."createdAt" AT TIME ZONE 'Europe/Paris')::date::text AS "since"
    FROM "Account" a JOIN "Institution" i ON i."id" = a."institutionId"
    LEFT JOIN "Opportunity" o ON o."productId" = a."productId" AND o."institutionId" = a."institutionId"
    WHERE a."productId" = ${productId}::uuid AND a."keyAccount" AND a."cadenceDays" IS NOT NULL
      AND (coalesce(a."lastInteractionAt", a."createdAt") AT TIME ZONE 'Europe/Paris')::date
        < ${today}::date - a."cadenceDays" ${whose === "mine" ? mine : Prisma.empty}
    ORDER BY coalesce(a."lastInteractionAt", a."createdAt") + make_interval(days => a."cadenceDays"), i."id"
    LIMIT 8`;
  return rows.map(({ id, name, cadenceDays, last, since }) => ({
    ...{ institutionId: id, name, cadenceDays },
    late: cadenceDelay(last, cadenceDays, since, today),
  }));
}
