import { z } from "zod";

/** « Extrait »: a paragraph kept to be used again, its merge fields with it. */
export type Snippet = { id: string; name: string; text: string };

/** A product keeps so many: beyond, nobody finds the right one. */
export const MAX_SNIPPETS = 200;

export const snippetForm = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Donnez un nom à l’extrait.")
    .max(60, "60 caractères au plus.")
    .regex(/^[^\p{Cc}]*$/u, "Ce nom tient sur une ligne."),
  text: z
    .string()
    .transform((typed) => typed.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1, "Écrivez l’extrait.").max(5000, "5 000 caractères au plus.")),
});
export type SnippetInput = z.output<typeof snippetForm>;
