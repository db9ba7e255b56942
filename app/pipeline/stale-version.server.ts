import type { Actor } from "#app/auth/actor.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { Opportunity, OpportunityChange } from "./opportunity.ts";

const FIELDS = [
  ...(["stage", "nextAction", "nextActionAt", "nextActionOwner"] as const),
  ...(["reach", "ownerId", "wakeOn", "lostReason"] as const),
] as const;

/** One field of a form that was drawn before somebody else changed the row. */
export type Clash = { field: (typeof FIELDS)[number]; mine: string | null; theirs: string | null };

export type StaleVersion = {
  /** The version to send again to keep one's own. */
  version: number;
  clashes: Clash[];
  by: string | null;
  /** ISO */
  at: string | null;
};

/** The refusal that says both versions, who wrote the other one, and when. */
export async function staleVersion(
  tx: Tx,
  { productId }: Actor,
  current: Opportunity,
  change: OpportunityChange,
): Promise<AppError> {
  const [last] = await tx.$queryRaw<{ at: Date; name: string | null }[]>`
    SELECT c."at", u."name" FROM "Change" c LEFT JOIN "User" u ON u."id" = c."actorId"
    WHERE c."productId" = ${productId}::uuid AND (c."table", c."rowId") IN (
      SELECT 'Opportunity', ${current.id} UNION ALL
      SELECT 'Task', "id"::text FROM "Task" WHERE "opportunityId" = ${current.id}::uuid)
    ORDER BY c."id" DESC LIMIT 1`;
  const details: StaleVersion = {
    version: current.version,
    clashes: FIELDS.filter((field) => change[field] !== undefined && change[field] !== current[field]).map(
      (field) => ({
        field,
        mine: text(change[field]),
        theirs: text(current[field]),
      }),
    ),
    by: last?.name ?? null,
    at: last?.at.toISOString() ?? null,
  };
  const who = details.by ?? "Quelqu’un";
  return new AppError(
    "conflict",
    `${who} a modifié ce partenariat pendant que vous écriviez. Rien n’est perdu : choisissez.`,
    {
      details,
    },
  );
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
