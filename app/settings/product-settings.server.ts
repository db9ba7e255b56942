import { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { deleteDemoUser, forgetDemoOppositions } from "#app/demo/account.server.ts";
import { AppError } from "#app/errors.ts";
import { announceFirstRun } from "./first-run.server.ts";
import { productSchema } from "./products.server.ts";

export const productForm = productSchema.extend({
  reachUnit: z.string().trim().min(1, "Dites ce que la portée compte.").max(40, "40 caractères au plus."),
  callScript: z.string().trim().max(4000, "4 000 caractères au plus.").optional(),
});

const line = z.string().trim().max(200, "200 caractères au plus.");

export const legalForm = z.object({
  legalName: line.min(1, "Dites quel service écrit : une campagne ne part pas sans."),
  legalAddress: line.optional(),
  legalContact: z.union([z.literal(""), z.email("L’adresse n’a pas la forme nom@domaine.fr.")]).optional(),
  legalBasis: line.min(1, "Dites sur quelle base légale vous écrivez."),
  confirmed: z.literal("on").optional(),
});

export function getProductSettings(actor: Actor) {
  return db.product.findUniqueOrThrow({
    where: { id: actor.productId },
    select: {
      ...{ id: true, name: true, tagline: true, demo: true, reachUnit: true, callScript: true },
      ...{
        legalName: true,
        legalAddress: true,
        legalContact: true,
        legalBasis: true,
        legalConfirmedAt: true,
      },
    },
  });
}

export async function updateProduct(actor: Actor, input: z.output<typeof productForm>): Promise<void> {
  requireRole(actor, "admin");
  await transaction(actor, "produit.réglages", (tx) =>
    tx.product.update({
      where: { id: actor.productId },
      data: { ...input, tagline: input.tagline || null, callScript: input.callScript || null },
    }),
  );
}

/** The footer of every mail. Until it is confirmed by an admin, each launch warns. */
export async function updateLegal(actor: Actor, input: z.output<typeof legalForm>): Promise<void> {
  requireRole(actor, "admin");
  const { confirmed, ...texts } = input;
  await transaction(actor, "produit.mentions", (tx) =>
    tx.product.update({
      where: { id: actor.productId },
      data: {
        ...{ legalName: texts.legalName, legalBasis: texts.legalBasis },
        ...{ legalAddress: texts.legalAddress || null, legalContact: texts.legalContact || null },
        legalConfirmedAt: confirmed ? new Date() : null,
        legalConfirmedById: confirmed ? actor.userId : null,
      },
    }),
  );
}

/**
 * Deletes the product and all that it owns; oppositions and the universe stay.
 * @param typedName must be the product's name: nothing brings it back
 */
export async function deleteProduct(actor: Actor, typedName: string): Promise<void> {
  requireRole(actor, "admin");
  const { name, demo } = await getProductSettings(actor);
  if (typedName.trim() !== name)
    throw new AppError("invalid", "Le nom ne correspond pas.", {
      fields: { typedName: `Recopiez exactement « ${name} » pour confirmer.` },
    });
  await transaction(
    actor,
    "produit.suppression",
    async (tx) => {
      if (demo) await forgetDemoOppositions(tx, actor.productId);
      // Messages point to steps, variants and mailboxes without a cascade: they go first.
      await tx.message.deleteMany({ where: { productId: actor.productId } });
      await tx.campaign.deleteMany({ where: { productId: actor.productId } });
      await tx.opportunity.deleteMany({ where: { productId: actor.productId } });
      await tx.product.delete({ where: { id: actor.productId } });
      if (demo) await deleteDemoUser(tx);
    },
    { timeoutMs: 120_000 },
  );
  // Where there was nothing else, the first run is offered again.
  if (demo) await announceFirstRun();
}
