import { z } from "zod";

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;

/** What every list takes. */
export const pageQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `« limit » va de 1 à ${PAGE_MAX}.`)
    .transform(Number)
    .pipe(
      z.int().min(1, `« limit » va de 1 à ${PAGE_MAX}.`).max(PAGE_MAX, `« limit » va de 1 à ${PAGE_MAX}.`),
    )
    .default(PAGE_DEFAULT)
    .meta({ type: "integer", minimum: 1, maximum: PAGE_MAX, description: "Combien d’éléments au plus." }),
  cursor: z
    .string()
    .min(1, "Ce curseur ne vient pas d’ici.")
    .max(2000, "Ce curseur ne vient pas d’ici.")
    .optional()
    .meta({ description: "Le « nextCursor » de la page précédente, tel quel." }),
});

/** What every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: "Nul à la dernière page." }),
  });
}
