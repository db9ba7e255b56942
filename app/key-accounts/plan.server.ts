import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { followInstitution } from "#app/institutions/account.server.ts";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { twoVersions } from "#app/versions/versions.server.ts";
import { compareVersions } from "#app/versions/versions.ts";
import { type Plan, PLAN_LABELS, type PlanChange, type Regularity } from "./plan.ts";

export type AccountPlan = Plan & Regularity & { keyAccount: boolean };

const selected = {
  ...{ stakes: true, sponsors: true, risks: true, nextSteps: true },
  ...{ keyAccount: true, cadenceDays: true, lastInteractionAt: true, createdAt: true },
} as const;

/** What is planned with an institution; nothing yet for one that is not followed. */
export async function getPlan({ productId }: Actor, institutionId: string): Promise<AccountPlan | null> {
  const where = { productId_institutionId: { productId, institutionId } };
  const account = await db.account.findUnique({ where, select: selected });
  if (!account) return null;
  const { createdAt, ...plan } = account;
  return { ...plan, followedSince: createdAt };
}

type Done = { setId: string; message: string };

/**
 * Writes one field of the plan.
 * @throws {AppError} not_found; conflict, with both versions, when somebody has written it meanwhile
 */
export function writePlan(actor: Actor, id: string, { field, value, base }: PlanChange): Promise<Done> {
  return write(actor, id, `${PLAN_LABELS[field]}\u00A0: enregistré.`, async (tx, account) => {
    const sent = base === undefined ? undefined : { [field]: base };
    const { versions } = compareVersions({ [field]: value }, sent, { [field]: account[field] });
    if (versions.length > 0)
      throw await twoVersions(actor, [{ table: "Account", rowId: account.id }], versions);
    await tx.account.update({ where: { id: account.id }, data: { [field]: value }, select: { id: true } });
  });
}

/** « Au moins un échange tous les N jours »; null: no promise. @throws {AppError} not_found */
export function setCadence(actor: Actor, id: string, cadenceDays: number | null): Promise<Done> {
  return write(actor, id, cadenceDays ? "Cadence notée." : "Plus de cadence.", async (tx, account) => {
    await tx.account.update({ where: { id: account.id }, data: { cadenceDays }, select: { id: true } });
  });
}

type Locked = { id: string } & Plan;

/** One writer at a time on a plan, who reads what the one before has left. */
async function write(
  actor: Actor,
  id: string,
  message: string,
  work: (tx: Tx, account: Locked) => Promise<void>,
): Promise<Done> {
  requireRole(actor, "deployer");
  const { id: institutionId } = await getInstitution(actor, id);
  const setId = crypto.randomUUID();
  await transaction(
    actor,
    "institution.plan",
    async (tx) => {
      await followInstitution(tx, actor, institutionId);
      const [account] = await tx.$queryRaw<Locked[]>`
        SELECT "id", "stakes", "sponsors", "risks", "nextSteps" FROM "Account"
        WHERE "productId" = ${actor.productId}::uuid AND "institutionId" = ${institutionId}::uuid FOR UPDATE`;
      await work(tx, account!);
    },
    { setId },
  );
  return { setId, message };
}
