import { z } from "zod";
import type { Tx } from "#app/db/transaction.server.ts";
import { DEFAULT_STAGES } from "./default-stages.ts";

export const productSchema = z.object({
  name: z.string().trim().min(1, "Donnez un nom à votre produit.").max(80, "80 caractères au plus."),
  tagline: z.string().trim().max(160, "160 caractères au plus.").optional(),
});

/** A product with its default pipeline and its first administrator. */
export async function createProduct(
  tx: Tx,
  userId: string,
  input: { name: string; tagline?: string | undefined; demo?: boolean; reachUnit?: string },
): Promise<{ id: string; name: string }> {
  const id = crypto.randomUUID();
  // The change log reads it: the first change of a product is its own creation.
  await tx.$executeRaw`SELECT set_config('essaim.actor', ${userId}, true), set_config('essaim.product', ${id}, true),
    set_config('essaim.set', gen_random_uuid()::text, true), set_config('essaim.action', 'produit.création', true)`;
  return tx.product.create({
    data: {
      ...{ id, name: input.name, tagline: input.tagline || null, demo: input.demo ?? false },
      // Who writes, until an administrator says it better and confirms it: a launch then warns, without refusing.
      legalName: input.name,
      ...(input.reachUnit ? { reachUnit: input.reachUnit } : {}),
      memberships: { create: { userId, role: "admin" } },
      stages: { create: DEFAULT_STAGES },
    },
    select: { id: true, name: true },
  });
}
