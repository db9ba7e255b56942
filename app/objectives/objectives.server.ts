import type { Actor } from "#app/auth/actor.ts";
import { requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import type { ObjectiveInput } from "./cycle.ts";

/** As many as a committee listens to. */
const MOST = 12;

export const objectiveColumns = {
  ...({ id: true, cycleId: true, metric: true, usageMetric: true, usageCount: true, target: true } as const),
};

/** @throws {AppError} not_found */
export async function getObjective({ productId }: Pick<Actor, "productId">, id: string) {
  const objective = await db.objective.findFirst({
    where: { id: uuidOr404(id, "Cet objectif"), productId },
    select: {
      ...objectiveColumns,
      cycle: { select: { id: true, name: true, startsOn: true, endsOn: true } },
    },
  });
  if (!objective) throw notFound("Cet objectif");
  return objective;
}

/** @throws {AppError} conflict, when the cycle already counts this */
export async function createObjective(
  actor: Actor,
  cycleId: string,
  input: ObjectiveInput,
  options: InSet = {},
): Promise<{ id: string }> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  const cycle = await db.cycle.findFirst({
    where: { id: uuidOr404(cycleId, "Ce cycle"), productId },
    select: { id: true, objectives: { select: objectiveColumns } },
  });
  if (!cycle) throw notFound("Ce cycle");
  if (cycle.objectives.length >= MOST)
    throw new AppError("invalid", `Un cycle compte ${MOST} objectifs au plus\u00A0: retirez-en un.`);
  refuseTwice(cycle.objectives, input);
  return transaction(
    actor,
    "objectif.création",
    (tx) =>
      tx.objective.create({
        data: {
          ...written(input),
          productId,
          cycleId: cycle.id,
          createdById: userId,
          position: cycle.objectives.length,
        },
        select: { id: true },
      }),
    options,
  );
}

export async function updateObjective(
  actor: Actor,
  id: string,
  input: ObjectiveInput,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const objective = await getObjective(actor, id);
  const others = await db.objective.findMany({
    where: { cycleId: objective.cycleId, id: { not: objective.id } },
    select: objectiveColumns,
  });
  refuseTwice(others, input);
  await transaction(
    actor,
    "objectif.modification",
    (tx) => tx.objective.update({ where: { id: objective.id }, data: written(input), select: { id: true } }),
    options,
  );
}

export async function deleteObjective(actor: Actor, id: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  const objective = await getObjective(actor, id);
  await transaction(
    actor,
    "objectif.suppression",
    (tx) => tx.objective.delete({ where: { id: objective.id }, select: { id: true } }),
    options,
  );
}

function written({ metric, usageMetric, usageCount, target }: ObjectiveInput) {
  const usage = metric === "usage";
  return { metric, target, usageMetric: usage ? usageMetric : null, usageCount: usage ? usageCount : null };
}

function refuseTwice(others: { metric: string; usageMetric: string | null }[], input: ObjectiveInput): void {
  const { metric, usageMetric } = written(input);
  if (others.some((other) => other.metric === metric && other.usageMetric === usageMetric))
    throw new AppError("conflict", "Déjà compté.", {
      fields: { metric: "Ce cycle le compte déjà\u00A0: changez l’objectif existant." },
    });
}
