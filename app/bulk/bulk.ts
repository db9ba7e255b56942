import { z } from "zod";
import { daySchema } from "#app/pipeline/opportunity.ts";
import { formatNumber } from "#app/ui/format.ts";

export const BULK_LISTS = ["institutions", "contacts", "partnerships"] as const;
export type BulkList = (typeof BULK_LISTS)[number];

/** As many rows as one gesture changes. */
export const BULK_MAX = 10_000;

const owner = z
  .string("Choisissez un responsable.")
  .max(100)
  .transform((id) => id || null);
const tag = z
  .string("Écrivez une étiquette.")
  .trim()
  .min(1, "Écrivez une étiquette.")
  .max(60, "60 caractères au plus.")
  .regex(/^[^\p{Cc}]*$/u, "Une étiquette tient sur une ligne.");

/** What is done to every chosen row. */
export const bulkChange = z.discriminatedUnion(
  "change",
  [
    z.object({ change: z.literal("owner"), ownerId: owner }),
    z.object({
      change: z.literal("keyAccount"),
      on: z.enum(["oui", "non"]).transform((said) => said === "oui"),
    }),
    z.object({ change: z.literal("addTag"), tag }),
    z.object({ change: z.literal("removeTag"), tag }),
    z.object({
      change: z.literal("stage"),
      stage: z.string("Choisissez une étape.").trim().min(1, "Choisissez une étape.").max(200),
      wakeOn: daySchema.optional(),
      lostReason: z.string().trim().max(500, "500 caractères au plus.").optional(),
    }),
    z.object({
      change: z.literal("nextAction"),
      title: z.string().trim().min(1, "Écrivez ce qu’il y a à faire.").max(200, "200 caractères au plus."),
      dueOn: daySchema.optional(),
    }),
    z.object({ change: z.literal("remove") }),
  ],
  "Choisissez ce qui change.",
);
export type BulkChange = z.output<typeof bulkChange>;
export type ChangeName = BulkChange["change"];

export const CHANGES_OF: Record<BulkList, readonly ChangeName[]> = {
  institutions: ["owner", "keyAccount", "addTag", "removeTag"],
  partnerships: ["stage", "owner", "nextAction", "remove"],
  contacts: ["remove"],
};

/** How many rows a change finds, how many it moves, how many are so already, how many it may not. */
export type BulkCounts = { count: number; changed: number; already: number; refused: number };

const NOUNS: Record<BulkList, [one: string, many: string]> = {
  institutions: ["institution", "institutions"],
  partnerships: ["partenariat", "partenariats"],
  contacts: ["contact", "contacts"],
};

export const countOf = (list: BulkList, count: number): string =>
  `${formatNumber(count)} ${NOUNS[list][count < 2 ? 0 : 1]}`;

/** « 18 institutions changées, 5 l’étaient déjà. » `done` is false before it is. */
export function sayCounts(list: BulkList, { changed, already, refused }: BulkCounts, done: boolean): string {
  const rest = [
    ...(already > 0 ? [`${formatNumber(already)} déjà ainsi`] : []),
    ...(refused > 0 ? [`${formatNumber(refused)} sans usage récent, laissés où ils sont`] : []),
  ];
  const verb = done ? (changed < 2 ? "a changé" : "ont changé") : changed < 2 ? "changera" : "changeront";
  return `${[`${countOf(list, changed)} ${verb}`, ...rest].join("\u00A0; ")}.`;
}
