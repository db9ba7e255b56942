import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { isUuid } from "#app/ids.ts";
import { reached, type Scope } from "./facts.server.ts";
import { type Counts, type Level, LEVELS } from "./funnel.ts";

/** One variant of one step, and what came of those it was written to. */
export type Letter = {
  stepId: string;
  position: number;
  variantId: string;
  label: string;
  subject: string;
  counts: Counts;
};

/**
 * The letter each answer is credited to: the last that had left before it, so that the steps add up to the whole and no
 * answer is counted twice.
 */
function credited(scope: Scope): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT ON (e."id") m."id" AS "messageId",
      e."sentiment" IN ('positive', 'meeting') OR e."metAt" IS NOT NULL AS "positive",
      e."metAt" IS NOT NULL OR e."sentiment" = 'meeting' AS "met", r."reachedAt" >= m."sentAt" AS "reached"
    FROM "Enrollment" e
      JOIN "Message" m ON m."enrollmentId" = e."id" AND m."state" IN ('sent', 'bounced', 'uncertain')
      LEFT JOIN (${reached(scope)}) r ON r."institutionId" = e."institutionId"
    WHERE e."campaignId" = ${scope.campaignId}::uuid AND e."productId" = ${scope.productId}::uuid
      AND e."repliedAt" IS NOT NULL
    ORDER BY e."id", coalesce(m."sentAt" <= e."repliedAt", FALSE) DESC,
      CASE WHEN m."sentAt" <= e."repliedAt" THEN -m."rank" ELSE m."rank" END`;
}

/** The condition of each level of a letter `m`, with what is credited to it, `c`. */
const LETTER_SQL: Record<Level, Prisma.Sql> = {
  enrolled: Prisma.sql`TRUE`,
  sent: Prisma.sql`(m."state" IN ('sent', 'bounced') OR c."messageId" IS NOT NULL)`,
  delivered: Prisma.sql`(m."state" = 'sent' OR c."messageId" IS NOT NULL)`,
  replied: Prisma.sql`c."messageId" IS NOT NULL`,
  ...{ positive: Prisma.sql`c."positive"`, met: Prisma.sql`c."met"`, reached: Prisma.sql`c."reached"` },
};

/** What each letter brought, in the order of steps and variants. */
export async function readLetters(scope: Scope): Promise<Letter[]> {
  const counts = LEVELS.map(
    (level) => Prisma.sql`count(*) FILTER (WHERE ${LETTER_SQL[level]})::int AS ${Prisma.raw(`"${level}"`)}`,
  );
  const rows = await db.$queryRaw<(Omit<Letter, "counts"> & { [level in Level]: number | null })[]>`
    WITH c AS (${credited(scope)}), counted AS (
      SELECT m."variantId", ${Prisma.join(counts)} FROM "Message" m LEFT JOIN c ON c."messageId" = m."id"
      WHERE m."campaignId" = ${scope.campaignId}::uuid GROUP BY 1
    )
    SELECT s."id" AS "stepId", s."position", v."id" AS "variantId", v."label", v."subject",
      ${Prisma.join(LEVELS.map((level) => Prisma.raw(`k."${level}"`)))}
    FROM "Step" s JOIN "Variant" v ON v."stepId" = s."id" LEFT JOIN counted k ON k."variantId" = v."id"
    WHERE s."campaignId" = ${scope.campaignId}::uuid AND s."productId" = ${scope.productId}::uuid
    ORDER BY s."position", v."label"`;
  return rows.map((row) => ({
    ...{ stepId: row.stepId, position: row.position, variantId: row.variantId },
    ...{ label: row.label, subject: row.subject },
    counts: Object.fromEntries(LEVELS.map((level) => [level, row[level] ?? 0])) as Counts,
  }));
}

/** The recipients `e` whose letter, of a step or a variant, went that far: what its figures open. */
export function ofLetter(
  scope: Scope,
  { level, column, key }: { level: Level; column: "stepId" | "variantId"; key: string },
): Prisma.Sql {
  if (!isUuid(key)) return Prisma.sql`FALSE`;
  return Prisma.sql`e."id" IN (
    SELECT m."enrollmentId" FROM "Message" m LEFT JOIN (${credited(scope)}) c ON c."messageId" = m."id"
    WHERE m."campaignId" = ${scope.campaignId}::uuid AND m.${Prisma.raw(`"${column}"`)} = ${key}::uuid
      AND ${LETTER_SQL[level]})`;
}
