import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { pageOfIds } from "#app/filters/keyset.server.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import {
  lastOfEach,
  recentSince,
  refuseFuture,
  USAGE_MAX,
  type UsageFact,
  type UsageFigure,
} from "./usage.ts";
import type { UsageInput } from "./usage.ts";

export type UsageCounts = { created: number; updated: number; unchanged: number };

/** Says a figure: the one of that day, of that thing, at that institution, is made or corrected. */
export async function putUsage(actor: Actor, fact: UsageInput, options: InSet = {}): Promise<UsageFact> {
  const { facts } = await putUsages(actor, [fact], options);
  return facts[0]!;
}

/**
 * Says many figures, all or none. Said again, they change nothing.
 * @throws {AppError} not_found, when one of the institutions is not in the product's sight; invalid beyond `USAGE_MAX`
 */
export async function putUsages(
  actor: Actor,
  given: UsageInput[],
  options: InSet = {},
): Promise<UsageCounts & { facts: UsageFact[] }> {
  requireRole(actor, "deployer");
  if (given.length > USAGE_MAX)
    throw new AppError("invalid", "Pas plus de 1 000 chiffres à la fois : envoyez le reste ensuite.");
  const today = isoDay(new Date());
  for (const fact of given) refuseFuture(fact, today);
  const facts = lastOfEach(
    given.map((fact) => ({ ...fact, institutionId: uuidOr404(fact.institutionId, "Cette institution") })),
  );
  return transaction(
    actor,
    "usage.saisie",
    async (tx) => {
      await checkInSight(tx, actor, [...new Set(facts.map(({ institutionId }) => institutionId))]);
      return { ...(await writeUsages(tx, actor, facts)), facts: await readFacts(tx, actor, facts) };
    },
    options,
  );
}

/** The same, inside a transaction that does more; institutions are known to be in sight. */
export async function writeUsages(
  tx: Tx,
  { productId, userId }: Actor,
  facts: UsageInput[],
): Promise<UsageCounts> {
  const [counts] = await tx.$queryRaw<{ created: number; updated: number }[]>`
    WITH put AS (
      INSERT INTO "UsageFact" AS u ("productId", "institutionId", "metric", "date", "value", "source", "createdById")
      SELECT ${productId}::uuid, g.*, ${userId} FROM ${columnsOf(facts)} g
      ON CONFLICT ("productId", "institutionId", "metric", "date") DO UPDATE
        SET "value" = excluded."value", "source" = coalesce(excluded."source", u."source")
        WHERE u."value" <> excluded."value" OR excluded."source" IS DISTINCT FROM u."source" AND excluded."source" IS NOT NULL
      RETURNING xmax = 0 AS "isNew")
    SELECT count(*) FILTER (WHERE "isNew")::int AS "created", count(*) FILTER (WHERE NOT "isNew")::int AS "updated" FROM put`;
  const { created, updated } = counts!;
  return { created, updated, unchanged: facts.length - created - updated };
}

/** A figure told with something else, at an institution known to be in sight. @throws {AppError} invalid */
export async function sayUsage(
  tx: Tx,
  actor: Actor,
  institutionId: string,
  figure: UsageFigure,
): Promise<void> {
  refuseFuture(figure, isoDay(new Date()));
  await writeUsages(tx, actor, [{ ...figure, institutionId }]);
}

/** Whether a figure lately proved that an institution uses the product. */
export async function isActiveLately(tx: Tx, { productId }: Actor, institutionId: string): Promise<boolean> {
  const date = { gte: new Date(recentSince(isoDay(new Date()))) };
  return (
    (await tx.usageFact.findFirst({ where: { productId, institutionId, date }, select: { id: true } })) !==
    null
  );
}

/**
 * Corrects one figure.
 * @throws {AppError} not_found; conflict, when that day has its figure already
 */
export async function updateUsage(
  actor: Actor,
  id: string,
  figure: UsageFigure,
  options: InSet = {},
): Promise<UsageFact> {
  requireRole(actor, "deployer");
  refuseFuture(figure, isoDay(new Date()));
  const key = uuidOr404(id, "Ce chiffre");
  const { productId } = actor;
  const { metric, date, value } = figure;
  return transaction(
    actor,
    "usage.correction",
    async (tx) => {
      const found = await tx.usageFact.findFirst({ where: { id: key, productId }, select: selected });
      if (!found) throw notFound("Ce chiffre");
      const same = { productId, institutionId: found.institutionId, metric, date: new Date(date) };
      const other = await tx.usageFact.findFirst({ where: { ...same, NOT: { id: key } }, select: selected });
      if (other) {
        const message = `« ${metric} » a déjà un chiffre ce jour-là : ${other.value}. Corrigez celui-là.`;
        throw new AppError("conflict", message, { fields: { date: message } });
      }
      const data = { metric, date: new Date(date), value };
      return asFact(await tx.usageFact.update({ where: { id: key }, data, select: selected }));
    },
    options,
  );
}

/** @throws {AppError} not_found */
export async function deleteUsage(actor: Actor, id: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Ce chiffre"), productId: actor.productId };
  await transaction(
    actor,
    "usage.suppression",
    async (tx) => {
      const { count } = await tx.usageFact.deleteMany({ where });
      if (count === 0) throw notFound("Ce chiffre");
    },
    options,
  );
}

/** A figure of that institution. @throws {AppError} not_found */
export async function getUsage({ productId }: Actor, institutionId: string, id: string): Promise<UsageFact> {
  const where = {
    ...{ id: uuidOr404(id, "Ce chiffre"), productId },
    institutionId: uuidOr404(institutionId, "Cette institution"),
  };
  const found = await db.usageFact.findFirst({ where, select: selected });
  if (!found) throw notFound("Ce chiffre");
  return asFact(found);
}

type List = {
  institutionId?: string | undefined;
  cursor?: string | null | undefined;
  limit?: number | undefined;
};

/** The product's figures, the latest day first. */
export async function listUsage(
  actor: Actor,
  { institutionId, cursor, limit = 50 }: List = {},
): Promise<{ items: UsageFact[]; nextCursor: string | null }> {
  const { productId } = actor;
  const at = institutionId === undefined ? undefined : uuidOr404(institutionId, "Cette institution");
  if (at) await checkInSight(db, actor, [at]);
  const page = await pageOfIds({
    from: Prisma.sql`"UsageFact" u`,
    where: Prisma.sql`u."productId" = ${productId}::uuid
      ${at ? Prisma.sql`AND u."institutionId" = ${at}::uuid` : Prisma.empty}`,
    keys: [
      { sql: Prisma.sql`u."date"`, type: "day", required: true, descending: true },
      { sql: Prisma.sql`u."id"`, type: "id", required: true, descending: true },
    ],
    ...{ sort: `usage ${at ?? ""}`, cursor, limit },
  });
  const rows = await db.usageFact.findMany({ where: { id: { in: page.ids }, productId }, select: selected });
  const known = new Map(rows.map((row) => [row.id, asFact(row)]));
  return { items: page.ids.flatMap((id) => known.get(id) ?? []), nextCursor: page.nextCursor };
}

/** What the product counts, the most used first: « visites ». */
export async function listMetrics({ productId }: Pick<Actor, "productId">): Promise<string[]> {
  const groups = await db.usageFact.groupBy({
    ...{ by: ["metric"], where: { productId }, orderBy: { _count: { metric: "desc" } }, take: 50 },
  });
  return groups.map(({ metric }) => metric);
}

/** @throws {AppError} not_found, when one of them is not in the product's sight */
async function checkInSight(tx: Tx, { productId }: Actor, ids: string[]): Promise<void> {
  const seen = await tx.institution.count({
    where: { id: { in: ids }, OR: [{ productId: null }, { productId }] },
  });
  if (seen < ids.length) throw notFound(ids.length > 1 ? "Une de ces institutions" : "Cette institution");
}

async function readFacts(tx: Tx, { productId }: Actor, facts: UsageInput[]): Promise<UsageFact[]> {
  return tx.$queryRaw<UsageFact[]>`
    SELECT u."id", u."institutionId", u."metric", u."date"::text, u."value", u."source"
    FROM ${columnsOf(facts)} WITH ORDINALITY AS g("institutionId", "metric", "date", "value", "source", "place")
    JOIN "UsageFact" u USING ("institutionId", "metric", "date")
    WHERE u."productId" = ${productId}::uuid ORDER BY g."place"`;
}

function columnsOf(facts: UsageInput[]): Prisma.Sql {
  return Prisma.sql`unnest(${facts.map(({ institutionId }) => institutionId)}::uuid[],
    ${facts.map(({ metric }) => metric)}::text[], ${facts.map(({ date }) => date)}::text[]::date[],
    ${facts.map(({ value }) => value)}::float8[], ${facts.map(({ source }) => source || null)}::text[])`;
}

const selected = {
  ...{ id: true, institutionId: true, metric: true, date: true, value: true, source: true },
} as const;

function asFact({ date, ...fact }: Omit<UsageFact, "date"> & { date: Date }): UsageFact {
  return { ...fact, date: date.toISOString().slice(0, 10) };
}
