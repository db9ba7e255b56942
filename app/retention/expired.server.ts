import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { type Act, cutoff, expiresOn } from "./retention.ts";

/** Somebody past their three years. */
export type Expired = {
  contactId: string;
  name: string;
  institution: string | null;
  lastAct: Act;
  lastActAt: Date;
  expiredOn: Date;
  keepUntil: Date | null;
  keepReason: string | null;
};

type Reader = Pick<Tx, "$queryRaw">;
type Scope = Pick<Actor, "productId">;

/** The first names on the page; the others are counted. */
const SHOWN = 200;

/** Those to purge, the oldest first, and those that somebody keeps in spite of it. */
export async function readExpired(
  scope: Scope,
  now: Date,
): Promise<{ toPurge: Expired[]; total: number; kept: Expired[] }> {
  const [toPurge, kept, total] = await Promise.all([
    listExpired(scope, now, Prisma.sql`NOT ${isKept(now)}`),
    listExpired(scope, now, isKept(now)),
    countExpired(scope, now),
  ]);
  return { toPurge, kept, total };
}

/**
 * How many there were to purge, last night: cheap enough for every page that tells of it. Only an admin may do
 * something about it, and nobody else is told.
 */
export async function readToPurge({ productId, role }: Actor): Promise<number> {
  if (role !== "admin") return 0;
  const { toPurge } = await db.product.findUniqueOrThrow({
    where: { id: productId },
    select: { toPurge: true },
  });
  return toPurge;
}

export async function countExpired({ productId }: Scope, now: Date, reader: Reader = db): Promise<number> {
  const [row] = await reader.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS "count"
    FROM ${expired(now)} WHERE c."productId" = ${productId}::uuid AND NOT ${isKept(now)} AND ${isOver(now)}`;
  return row.count;
}

/** The people an erasure would take now, locked: no two erasures meet. */
export async function lockExpired(
  { productId }: Scope,
  now: Date,
  tx: Reader,
  atMost: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT c."id" FROM ${expired(now)}
    WHERE c."productId" = ${productId}::uuid AND NOT ${isKept(now)} AND ${isOver(now)}
    ORDER BY act."at", c."id" LIMIT ${atMost} FOR UPDATE OF c`;
  return rows.map(({ id }) => id);
}

async function listExpired({ productId }: Scope, now: Date, which: Prisma.Sql): Promise<Expired[]> {
  type Row = Omit<Expired, "name" | "expiredOn"> & { firstName: string; lastName: string; email: string };
  const rows = await db.$queryRaw<Row[]>`
    SELECT c."id" AS "contactId", c."firstName", c."lastName", c."keepUntil", c."keepReason",
      act."what" AS "lastAct", act."at" AS "lastActAt", i."name" AS "institution", a."value" AS "email"
    FROM ${expired(now)}
      LEFT JOIN "Position" p ON p."contactId" = c."id" AND p."primary" AND p."validTo" IS NULL
      LEFT JOIN "Institution" i ON i."id" = p."institutionId"
      LEFT JOIN "Address" a ON a."contactId" = c."id" AND a."kind" = 'email' AND a."primary" AND a."validTo" IS NULL
    WHERE c."productId" = ${productId}::uuid AND ${which} AND ${isOver(now)}
    ORDER BY act."at", c."id" LIMIT ${SHOWN}`;
  return rows.map(({ firstName, lastName, email, ...row }) => ({
    ...row,
    name: contactName({ firstName, lastName, email }),
    expiredOn: expiresOn(row.lastActAt),
  }));
}

const isKept = (now: Date) => Prisma.sql`coalesce(c."keepUntil" >= ${now}::timestamptz::date, false)`;
const isOver = (now: Date) => Prisma.sql`act."at" < ${cutoff(now)}::timestamptz`;

/**
 * Each person with the last act that counts. What we send does not, nor an opening, an absence or a bounce: nobody did
 * anything. A meeting does, since they came to it. The address of a function is no personal data, and a contact merged
 * into another goes with it. `now` only spares looking closer at those collected since.
 */
const expired = (now: Date) => Prisma.sql`"Contact" c JOIN LATERAL (
  SELECT "at", "what" FROM (
    SELECT max(a."collectedAt") AS "at", 'collected' AS "what" FROM "Address" a WHERE a."contactId" = c."id"
    UNION ALL SELECT c."createdAt", 'created'
      WHERE NOT EXISTS (SELECT FROM "Address" a WHERE a."contactId" = c."id")
    UNION ALL SELECT max(i."happenedAt"), CASE WHEN i."direction" = 'inbound' THEN 'inbound' ELSE 'met' END
      FROM "Interaction" i
      WHERE (i."contactId" = c."id" OR i."id" IN (SELECT "interactionId" FROM "Participant" WHERE "contactId" = c."id"))
        AND (i."direction" = 'inbound' OR i."kind" IN ('meeting', 'user_test')) GROUP BY 2
    UNION ALL SELECT max(m."receivedAt"), 'inbound' FROM "InboundMessage" m
      WHERE m."contactId" = c."id" AND m."kind" IN ('human', 'opposition')
    UNION ALL SELECT max(v."createdAt"), 'volunteered' FROM "Volunteer" v
      JOIN "Address" a ON a."contactId" = c."id" AND a."kind" = 'email' AND a."normalized" = lower(trim(v."email"))
      WHERE v."productId" = c."productId"
  ) acts WHERE "at" IS NOT NULL ORDER BY "at" DESC LIMIT 1
) act ON NOT c."role" AND c."mergedIntoId" IS NULL
  AND NOT EXISTS (SELECT FROM "Address" n WHERE n."contactId" = c."id" AND n."collectedAt" >= ${cutoff(now)}::timestamptz)`;
