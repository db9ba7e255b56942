import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import type { CycleInput } from "./cycle.ts";
import { objectiveColumns } from "./objectives.server.ts";

const columns = {
  ...({ id: true, name: true, startsOn: true, endsOn: true } as const),
  objectives: {
    select: objectiveColumns,
    orderBy: [{ position: "asc" as const }, { createdAt: "asc" as const }],
  },
};

/** The cycles of the product, the latest first. */
export function listCycles({ productId }: Pick<Actor, "productId">) {
  return db.cycle.findMany({
    where: { productId },
    select: { id: true, name: true, startsOn: true, endsOn: true },
    orderBy: { startsOn: "desc" },
    take: 40,
  });
}

/** @throws {AppError} not_found */
export async function getCycle({ productId }: Pick<Actor, "productId">, id: string) {
  const cycle = await db.cycle.findFirst({
    where: { id: uuidOr404(id, "Ce cycle"), productId },
    select: columns,
  });
  if (!cycle) throw notFound("Ce cycle");
  return cycle;
}

/** The cycle of this day; between two, the one that is to come, or the last one. */
export async function currentCycle({ productId }: Pick<Actor, "productId">, now: Date) {
  const today = new Date(isoDay(now));
  const near = { select: columns, where: { productId } };
  return (
    (await db.cycle.findFirst({
      ...near,
      where: { productId, startsOn: { lte: today }, endsOn: { gte: today } },
    })) ??
    (await db.cycle.findFirst({
      ...near,
      where: { productId, startsOn: { gt: today } },
      orderBy: { startsOn: "asc" },
    })) ??
    (await db.cycle.findFirst({ ...near, orderBy: { endsOn: "desc" } }))
  );
}

/** @throws {AppError} conflict, when another cycle holds one of its days */
export async function createCycle(
  actor: Actor,
  input: CycleInput,
  options: InSet = {},
): Promise<{ id: string }> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  await refuseOverlap(actor, input);
  return transaction(
    actor,
    "cycle.création",
    (tx) =>
      tx.cycle.create({ data: { ...dated(input), productId, createdById: userId }, select: { id: true } }),
    options,
  );
}

export async function updateCycle(
  actor: Actor,
  id: string,
  input: CycleInput,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const cycle = await getCycle(actor, id);
  await refuseOverlap(actor, input, cycle.id);
  await transaction(
    actor,
    "cycle.modification",
    (tx) => tx.cycle.update({ where: { id: cycle.id }, data: dated(input), select: { id: true } }),
    options,
  );
}

/** With its objectives; what they counted stays. */
export async function deleteCycle(actor: Actor, id: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  const cycle = await getCycle(actor, id);
  await transaction(
    actor,
    "cycle.suppression",
    async (tx) => {
      // By hand rather than by cascade, so that the log has them, and their undoing too.
      await tx.objective.deleteMany({ where: { cycleId: cycle.id } });
      await tx.cycle.delete({ where: { id: cycle.id }, select: { id: true } });
    },
    options,
  );
}

function dated({ name, startsOn, endsOn }: CycleInput) {
  return { name, startsOn: new Date(startsOn), endsOn: new Date(endsOn) };
}

async function refuseOverlap({ productId }: Actor, input: CycleInput, except?: string): Promise<void> {
  const { startsOn, endsOn } = dated(input);
  const other = await db.cycle.findFirst({
    where: {
      productId,
      startsOn: { lte: endsOn },
      endsOn: { gte: startsOn },
      ...(except && { id: { not: except } }),
    },
    select: { name: true },
  });
  if (!other) return;
  const message = `« ${other.name} » occupe déjà une partie de ces dates.`;
  throw new AppError("conflict", message, { fields: { startsOn: message } });
}
