import { z } from "zod";

/** « Contact », as the API, the pages and the command line see it: a person, or the address of a function. */
export type Contact = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  function: string | null;
  institutionId: string | null;
  institutionName: string | null;
  /** « Hérault (34) » */
  place: string;
  /** Where and when the e-mail (failing that, the phone) was collected. */
  source: string | null;
  collectedAt: Date | null;
  opposedAt: Date | null;
  /** The address of a function, not of a person. */
  role: boolean;
};

export type ContactDuplicate = { id: string; name: string; why: "email" | "name" };

export { contactName } from "./contact-name.ts";

/** An empty field is an absent one. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Au plus ${max} caractères.`)
    .transform((text) => text || null)
    .nullable();

// By syntax alone: whether a server answers is for the sending to find out.
const email = z
  .string()
  .trim()
  .max(254, "Au plus 254 caractères.")
  .refine(
    (text) => text === "" || z.email().safeParse(text).success,
    "Cette adresse n’a pas la forme d’un courriel.",
  )
  .transform((text) => text || null)
  .nullable();

const phone = z
  .string()
  .trim()
  .max(40, "Au plus 40 caractères.")
  .refine((text) => text === "" || /\d.*\d.*\d/.test(text), "Ce numéro n’a pas la forme d’un téléphone.")
  .transform((text) => text || null)
  .nullable();

const source = z
  .string("Dites d’où vient cette adresse.")
  .trim()
  .min(1, "Dites d’où vient cette adresse.")
  .max(200, "Au plus 200 caractères.");

const facts = {
  firstName: line(100).optional(),
  lastName: line(100).optional(),
  email: email.optional(),
  phone: phone.optional(),
  function: line(200).optional(),
};
const institutionId = z.string("Choisissez une institution.").min(1, "Choisissez une institution.").max(100);

export const contactInput = z
  .object({ ...facts, institutionId, source })
  .refine(({ lastName, email: address }) => lastName || address, {
    path: ["lastName"],
    error: "Donnez un nom ou un courriel.",
  });
export type ContactInput = z.output<typeof contactInput>;

/** A change: what is absent stays, what is empty is emptied. `source` is that of a new address. */
export const contactChange = z.object({
  ...facts,
  institutionId: institutionId.optional(),
  source: source.optional(),
  note: line(5000).optional(),
});
export type ContactChange = z.output<typeof contactChange>;
