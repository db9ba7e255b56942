import { z } from "zod";
import { slug } from "#app/words.ts";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `${max} caractères au plus.`)
    .transform((typed) => typed || null)
    .optional()
    .transform((typed) => typed ?? null);
const needed = (max: number, message: string) =>
  z.string(message).trim().min(1, message).max(max, `${max} caractères au plus.`);

/** What somebody leaves on a campaign's public page. */
export const volunteerSchema = z.object({
  institution: needed(200, "Donnez le nom de votre institution."),
  name: needed(120, "Donnez votre nom."),
  function: line(120),
  email: z
    .string("Donnez votre adresse électronique.")
    .trim()
    .max(254)
    .pipe(z.email("Cette adresse n’est pas complète : « prenom.nom@mairie.fr ».")),
  phone: line(40),
  words: line(2_000),
  /** A field that nobody sees: only a robot fills it in. */
  website: z.string().max(2_000).optional(),
});
export type VolunteerInput = z.output<typeof volunteerSchema>;

/** How an institution is proposed: « Saint-Denis (93) ». */
export function proposed({ name, code }: { name: string; code: string | null }): string {
  return code ? `${name} (${code})` : name;
}

/** The name and the département in what was typed or chosen. */
export function readProposed(typed: string): { name: string; code: string | null } {
  const found = /^(.*\S)\s*\(([0-9][0-9AB][0-9]?)\)$/.exec(typed.trim());
  return found ? { name: found[1]!, code: found[2]! } : { name: typed.trim(), code: null };
}

/** An address that can be read aloud, and not guessed: « decouverte-ddt-m-x7k2qp ». */
export function slugOf(name: string, random: string): string {
  const words = slug(name).slice(0, 40).replace(/-$/, "");
  return words ? `${words}-${random}` : random;
}
