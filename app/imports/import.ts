import { z } from "zod";
import type { ImportKind, ImportState } from "#app/db/generated/enums.ts";
import { plural } from "#app/ui/format.ts";
import { readDay } from "./dates.ts";
import type { Sample } from "./lot.ts";

export const IMPORT_KINDS = ["contacts", "institutions", "usage"] as const satisfies ImportKind[];

/** What a file brings, in French. */
export const KIND_WORDS: Record<ImportKind, { label: string; one: string; many: string; hint: string }> = {
  contacts: {
    ...{ label: "Des contacts", one: "contact", many: "contacts" },
    hint: "Nom ou courriel, et leur institution par SIREN, code INSEE ou nom.",
  },
  institutions: {
    ...{ label: "Des institutions", one: "institution", many: "institutions" },
    hint: "Celles que l’annuaire connaît sont reconnues, jamais doublées.",
  },
  usage: {
    ...{ label: "Des chiffres d’usage", one: "chiffre d’usage", many: "chiffres d’usage" },
    hint: "Institution, mesure, date et valeur : ce qui prouve qu’elle s’en sert.",
  },
};

export const STATE_WORDS: Record<ImportState, string> = {
  mapping: "À préparer",
  checking: "Vérification en cours",
  ready: "Vérifié, à lancer",
  running: "En cours",
  finished: "Terminé",
  failed: "Arrêté",
  cancelled: "Abandonné",
};

export type Counts = { created: number; updated: number; unchanged: number; refused: number };

/** « 12 créés, 3 modifiés, 2 refusés » */
export function sayCounts({ created, updated, unchanged, refused }: Counts, kind: ImportKind): string {
  const e = kind === "institutions" ? "e" : "";
  return [
    plural(created, `créé${e}`),
    plural(updated, `modifié${e}`),
    `${unchanged.toLocaleString("fr-FR")} sans changement`.replace(/\u202f/g, "\u00a0"),
    ...(refused > 0 ? [plural(refused, "ligne refusée", "lignes refusées")] : []),
  ].join(", ");
}

const optionalDay = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === "") return null;
    const day = readDay(text);
    if (day) return day;
    context.addIssue("Cette date n’existe pas : écrivez-la comme 12/03/2026.");
    return z.NEVER;
  });

/** What is said once for a whole file. */
export const optionsForm = z.object({
  source: z.string().trim().max(200, "Au plus 200 caractères.").default(""),
  collectedOn: optionalDay.default(null),
});

const blankIsAbsent = (text: unknown) => (text === "" ? undefined : text);

/** Another way to read the same file. */
export const readingForm = z.object({
  kind: z.preprocess(blankIsAbsent, z.enum(IMPORT_KINDS).optional()),
  encoding: z.preprocess(blankIsAbsent, z.enum(["utf-8", "windows-1252", "utf-16le", "utf-16be"]).optional()),
  delimiter: z.preprocess(
    blankIsAbsent,
    z
      .enum([";", ",", "tab"])
      .transform((name) => (name === "tab" ? "\t" : name))
      .optional(),
  ),
  header: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number("Un numéro de ligne, ou 0.")
      .int()
      .min(0, "Un numéro de ligne, ou 0.")
      .max(1000)
      .optional(),
  ),
});

const change = z.object({ field: z.string(), before: z.string().nullable(), after: z.string() });
const sample = z.object({ line: z.number(), label: z.string(), changes: z.array(change) });
const previewSchema = z.object({
  created: z.array(sample).default([]),
  changed: z.array(sample).default([]),
});
export type Preview = { created: Sample[]; changed: Sample[] };

/** What checking found, as it is kept. */
export function readPreview(kept: unknown): Preview {
  return previewSchema.safeParse(kept ?? {}).data ?? { created: [], changed: [] };
}
