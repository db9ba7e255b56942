import type { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { InstitutionKind } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { isoDay } from "#app/ui/format.ts";
import type { capForm, quietForm } from "./pressure.ts";

const MOST = 100;

/** The quiet periods that are not over, the next first, and the cap. */
export async function readPressure({ productId }: Actor, now: Date) {
  const [windows, product] = await Promise.all([
    db.quietWindow.findMany({
      where: { productId, endsOn: { gte: new Date(isoDay(now)) } },
      orderBy: [{ startsOn: "asc" }, { id: "asc" }],
      select: { id: true, name: true, startsOn: true, endsOn: true, kinds: true },
      take: MOST,
    }),
    db.product.findUniqueOrThrow({
      where: { id: productId },
      select: { solicitationCap: true, solicitationDays: true },
    }),
  ]);
  return { windows, ...product };
}

/** @throws {AppError} forbidden; conflict, when there are a hundred */
export async function addQuietWindow(
  actor: Actor,
  { name, startsOn, endsOn, kind }: z.output<typeof quietForm>,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "deployer");
  const { productId, userId } = actor;
  if ((await db.quietWindow.count({ where: { productId } })) >= MOST)
    throw new AppError("conflict", `${MOST} périodes au plus : retirez-en une d’abord.`);
  await transaction(
    actor,
    "période.calme.ajout",
    (tx) =>
      tx.quietWindow.create({
        data: {
          ...{ productId, name, startsOn: new Date(startsOn), endsOn: new Date(endsOn), createdById: userId },
          kinds: kind ? [kind as InstitutionKind] : [],
        },
      }),
    options,
  );
}

/** @throws {AppError} forbidden; not_found */
export async function removeQuietWindow(actor: Actor, id: string, options: InSet = {}): Promise<void> {
  requireRole(actor, "deployer");
  const where = { id: uuidOr404(id, "Cette période"), productId: actor.productId };
  await transaction(
    actor,
    "période.calme.retrait",
    async (tx) => {
      const { count } = await tx.quietWindow.deleteMany({ where });
      if (count === 0) throw notFound("Cette période");
    },
    options,
  );
}

/** @throws {AppError} forbidden */
export async function updateCap(
  actor: Actor,
  input: z.output<typeof capForm>,
  options: InSet = {},
): Promise<void> {
  requireRole(actor, "admin");
  await transaction(
    actor,
    "produit.sollicitations",
    (tx) => tx.product.update({ where: { id: actor.productId }, data: input }),
    options,
  );
}
