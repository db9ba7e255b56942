import { type Actor, requireRole } from "#app/auth/actor.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import { getOpportunity } from "./read-opportunities.server.ts";
import {
  answersAt,
  asDate,
  type NewOpportunity,
  nextActionAfter,
  type Opportunity,
  refuseUnproved,
} from "./opportunity.ts";
import { checkOwner } from "./owner.server.ts";
import { firstStage, resolveStage } from "./stage.ts";
import { listStages } from "./stages.server.ts";
import { isActiveLately, sayUsage } from "./usage.server.ts";

/** As many as a selection may hold. */
export const BULK_MAX = 10_000;

/**
 * Puts an institution in the pipeline, at the first open stage unless `stage` says otherwise.
 * @throws {AppError} conflict, with the partnership's `id`, when it is there already
 */
export async function createOpportunity(
  actor: Actor,
  input: NewOpportunity,
  options: InSet = {},
): Promise<Opportunity> {
  requireRole(actor, "deployer");
  const institutionId = uuidOr404(input.institutionId, "Cette institution");
  return transaction(
    actor,
    "partenariat.création",
    (tx) => addOpportunity(tx, actor, { ...input, institutionId }),
    options,
  );
}

/** The same, inside a transaction that does more. */
export async function addOpportunity(tx: Tx, actor: Actor, input: NewOpportunity): Promise<Opportunity> {
  const { productId, userId } = actor;
  const stages = await listStages(actor, tx);
  const stage = input.stage === undefined ? firstStage(stages) : resolveStage(stages, input.stage);
  const answers = answersAt(stage, input, null, isoDay(new Date()));
  const action = nextActionAfter(null, input);
  if (input.ownerId) await checkOwner(tx, actor, input.ownerId);
  const institution = await tx.institution.findFirst({
    where: { id: input.institutionId, OR: [{ productId: null }, { productId }] },
    select: { id: true, name: true },
  });
  if (!institution) throw notFound("Cette institution");
  refuseUnproved(stage, input.usage, await isActiveLately(tx, actor, institution.id));
  if (input.usage) await sayUsage(tx, actor, institution.id, input.usage);

  const ownerId = input.ownerId === undefined ? userId : input.ownerId;
  const [made] = await tx.opportunity.createManyAndReturn({
    data: {
      ...{ productId, institutionId: institution.id, stageId: stage.id, ownerId, reach: input.reach ?? null },
      ...{ wakeOn: asDate(answers.wakeOn), lostReason: answers.lostReason, createdById: userId },
    },
    select: { id: true },
    skipDuplicates: true,
  });
  if (!made) throw await alreadyThere(tx, actor, institution);
  if (action) {
    await tx.task.create({
      data: {
        ...{ productId, institutionId: institution.id, opportunityId: made.id, createdById: userId },
        ...{ title: action.title, owedBy: action.owedBy, assigneeId: ownerId },
        dueOn: asDate(action.dueOn),
      },
    });
  }
  return getOpportunity(actor, made.id, tx);
}

/**
 * Puts many institutions in the pipeline, at its first open stage. Those already there are left as they are, so that
 * doing it twice changes nothing.
 * @throws {AppError} not_found when one of them is not in the product's sight; invalid beyond `BULK_MAX`
 */
export async function createOpportunities(
  actor: Actor,
  institutionIds: string[],
  options: InSet = {},
): Promise<{ created: number; already: number }> {
  requireRole(actor, "deployer");
  const ids = [...new Set(institutionIds.map((id) => uuidOr404(id, "Cette institution")))];
  if (ids.length > BULK_MAX)
    throw new AppError("invalid", `Pas plus de 10 000 institutions à la fois : resserrez le filtre.`);
  const { productId, userId } = actor;
  return transaction(
    actor,
    "partenariat.création",
    async (tx) => {
      const stage = firstStage(await listStages(actor, tx));
      const [seen] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM "Institution"
        WHERE "id" = ANY(${ids}::uuid[]) AND ("productId" IS NULL OR "productId" = ${productId}::uuid)`;
      if (seen!.count < ids.length) throw notFound("Une de ces institutions");
      const created = await tx.$executeRaw`
        INSERT INTO "Opportunity" ("productId", "institutionId", "stageId", "ownerId", "createdById")
        SELECT ${productId}::uuid, id, ${stage.id}::uuid, ${userId}, ${userId} FROM unnest(${ids}::uuid[]) id
        ON CONFLICT ("productId", "institutionId") DO NOTHING`;
      return { created, already: ids.length - created };
    },
    options,
  );
}

async function alreadyThere(tx: Tx, { productId }: Actor, institution: { id: string; name: string }) {
  const { id, stage } = await tx.opportunity.findUniqueOrThrow({
    where: { productId_institutionId: { productId, institutionId: institution.id } },
    select: { id: true, stage: { select: { name: true } } },
  });
  return new AppError(
    "conflict",
    `${institution.name} est déjà dans le pipeline, à l’étape « ${stage.name} ».`,
    {
      details: { id },
    },
  );
}
