import { z } from "zod";
import { KIND_NAMES } from "#app/institutions/institution.ts";

const day = z
  .string("Donnez un jour.")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "Donnez un jour.")
  .pipe(z.iso.date("Ce jour n’existe pas."));

/** A quiet period, as its form says it. No kind: every institution. */
export const quietForm = z
  .object({
    name: z
      .string("Dites pourquoi.")
      .trim()
      .min(1, "Dites pourquoi : élections, réforme, déclarations…")
      .max(80, "80 caractères au plus."),
    ...{ startsOn: day, endsOn: day },
    kind: z
      .union([z.literal(""), z.enum(KIND_NAMES as [string, ...string[]])], "Choisissez un type.")
      .optional(),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ["endsOn"],
    message: "La fin ne précède pas le début.",
  });

/** How many campaigns an institution receives at most, all products together, in how many days. */
export const capForm = z.object({
  solicitationCap: z.coerce
    .number("Donnez un nombre.")
    .int("Donnez un nombre entier.")
    .min(1, "Au moins une campagne.")
    .max(100, "Cent campagnes au plus."),
  solicitationDays: z.coerce
    .number("Donnez un nombre de jours.")
    .int("Donnez un nombre entier de jours.")
    .min(1, "Au moins un jour.")
    .max(366, "Un an au plus."),
});
