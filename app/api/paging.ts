import { z } from "zod";

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

const LIMITS = `« limit » va de 1 à ${PAGE_MAX}.`;

/** What every list takes. */
export const pageQuery = z.object({
  limit: z
    .preprocess(
      (text) => (/^\d{1,3}$/.test(String(text)) ? Number(text) : text),
      z.int(LIMITS).min(1, LIMITS).max(PAGE_MAX, LIMITS),
    )
    .default(PAGE_DEFAULT)
    .meta({ description: "Combien d’éléments au plus." }),
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
