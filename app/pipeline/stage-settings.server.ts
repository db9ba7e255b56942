import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { asks, inOrder, type PipelineStage } from "./stage.ts";
import {
  destinationsFor,
  type NewStage,
  positionFor,
  refuseConfusion,
  refuseLast,
  STAGES_MAX,
  type StageChange,
  stepped,
} from "./stage-settings.ts";
import { listStages } from "./stages.server.ts";

/** The stages in order, each with how many partnerships stand there. */
export async function listCountedStages(actor: Actor): Promise<(PipelineStage & { count: number })[]> {
  const { productId } = actor;
  const [stages, counts] = await Promise.all([
    listStages(actor),
    db.opportunity.groupBy({ by: ["stageId"], where: { productId }, _count: true }),
  ]);
  const counted = new Map(counts.map(({ stageId, _count }) => [stageId, _count]));
  return stages.map((stage) => ({ ...stage, count: counted.get(stage.id) ?? 0 }));
}

/** Adds a stage after the others of its nature. @throws {AppError} invalid */
export function addStage(actor: Actor, input: NewStage, options: InSet = {}): Promise<void> {
  return change(actor, "étape.création", options, async (tx, stages) => {
    if (stages.length >= STAGES_MAX)
      throw new AppError("conflict", `Pas plus de ${STAGES_MAX} étapes : retirez-en une d’abord.`);
    refuseConfusion(stages, input);
    const { id } = await tx.stage.create({
      data: { ...input, productId: actor.productId, position: 0 },
      select: { id: true },
    });
    const added: PipelineStage = { ...input, id, position: 0 };
    await number(tx, inOrder(stages).toSpliced(positionFor(stages, input.kind), 0, added));
  });
}

/** Renames a stage, or says otherwise what it proves. @throws {AppError} not_found, invalid */
export function updateStage(
  actor: Actor,
  id: string,
  input: StageChange,
  options: InSet = {},
): Promise<void> {
  return change(actor, "étape.modification", options, async (tx, stages) => {
    const stage = stageOf(stages, id);
    refuseConfusion(
      stages.filter((other) => other !== stage),
      { ...input, kind: stage.kind },
    );
    await tx.stage.update({ where: { id: stage.id }, data: input });
  });
}

/** One step up or down among the others. @throws {AppError} not_found */
export function moveStage(actor: Actor, id: string, way: "up" | "down", options: InSet = {}): Promise<void> {
  return change(actor, "étape.place", options, (tx, stages) =>
    number(tx, stepped(stages, stageOf(stages, id).id, way)),
  );
}

/**
 * Removes a stage, and takes its partnerships to another one. What they went through stays told under its name.
 * @returns how many partnerships moved
 * @throws {AppError} not_found; invalid, without a place for its partnerships; conflict, for the last that is open
 */
export function removeStage(
  actor: Actor,
  id: string,
  destination: string | null,
  options: InSet = {},
): Promise<number> {
  return change(actor, "étape.suppression", options, async (tx, stages) => {
    const stage = stageOf(stages, id);
    refuseLast(stages, stage);
    const where = { productId: actor.productId, stageId: stage.id };
    const count = await tx.opportunity.count({ where });
    if (count > 0) {
      const to = destinationsFor(stages, stage).find((other) => other.id === destination);
      if (!to) throw noPlace(count);
      const kept = asks(to) === asks(stage) ? {} : { wakeOn: null, lostReason: null };
      await tx.opportunity.updateMany({ where, data: { stageId: to.id, ...kept } });
    }
    await tx.stage.update({
      where: { id: stage.id },
      data: {
        removedAt: new Date(),
        name: await formerName(tx, actor, stage),
        position: stage.position + 1000,
      },
    });
    await number(
      tx,
      inOrder(stages).filter((other) => other !== stage),
    );
    return count;
  });
}

async function change<Result>(
  actor: Actor,
  action: string,
  options: InSet,
  work: (tx: Tx, stages: PipelineStage[]) => Promise<Result>,
): Promise<Result> {
  requireRole(actor, "admin");
  return transaction(
    actor,
    action,
    async (tx) => {
      // One change of the stages at a time: their order is one thing.
      await tx.$queryRaw`SELECT FROM "Product" WHERE "id" = ${actor.productId}::uuid FOR UPDATE`;
      return work(tx, await listStages(actor, tx));
    },
    { ...options, timeoutMs: 120_000 },
  );
}

function stageOf(stages: PipelineStage[], id: string): PipelineStage {
  const key = uuidOr404(id, "Cette étape");
  const stage = stages.find((one) => one.id === key);
  if (!stage) throw notFound("Cette étape");
  return stage;
}

/** From 1, in this order. */
async function number(tx: Tx, stages: PipelineStage[]): Promise<void> {
  for (const [i, { id, position }] of stages.entries())
    if (position !== i + 1) await tx.stage.update({ where: { id }, data: { position: i + 1 } });
}

/** Its name is free for another, and still says what it was. */
async function formerName(tx: Tx, { productId }: Actor, { id, name }: PipelineStage): Promise<string> {
  const former = `${name} (retirée)`;
  const taken = await tx.stage.findFirst({ where: { productId, name: former }, select: { id: true } });
  return taken ? `${former} ${id.slice(0, 4)}` : former;
}

function noPlace(count: number): AppError {
  const message =
    count > 1
      ? `Choisissez où vont ses ${count} partenariats.`
      : "Choisissez où va le partenariat qui s’y trouve.";
  return new AppError("invalid", message, { fields: { destination: message } });
}
