import { z } from "zod";
import { KIND_NAMES } from "./kinds.ts";

export * from "./kinds.ts";

/** An empty field is an absent one. */
const optional = <S extends z.ZodType<string>>(schema: S) =>
  z.union([z.literal("").transform(() => null), schema, z.null()]).optional();

const line = (max: number) => z.string().trim().max(max, `Au plus ${max} caractères.`);
const digits = (length: number, error: string) =>
  z
    .string()
    .max(40, error)
    .transform((text) => text.replace(/[\s.\u00A0\u202F]/g, ""))
    .pipe(z.string().length(length, error).regex(/^\d+$/, error));

const name = line(300).min(1, "Indiquez le nom de l’institution.");
const email = line(254).pipe(z.email("Cette adresse n’a pas la forme d’un courriel."));
const website = line(500)
  .transform((text) => (text.includes("://") ? text : `https://${text}`))
  .pipe(
    z.url({
      protocol: /^https?$/,
      hostname: z.regexes.domain,
      error: "Cette adresse n’a pas la forme d’un site.",
    }),
  );

const facts = {
  acronym: optional(line(60)),
  siren: optional(digits(9, "Un SIREN a 9 chiffres.")),
  siret: optional(digits(14, "Un SIRET a 14 chiffres.")),
  // « Lunel (34145) », as the form offers it, is the code 34145.
  territoryCode: optional(line(200).transform((text) => /\(([0-9A-Z]+)\)$/.exec(text)?.[1] ?? text)),
  email: optional(email),
  phone: optional(line(40)),
  website: optional(website),
};
const kind = z.enum(KIND_NAMES, "Choisissez un type d’institution.");

export const institutionInput = z.object({ name, kind, ...facts });
export type InstitutionInput = z.output<typeof institutionInput>;

/** A change: what is absent stays, what is empty is emptied. */
export const institutionChange = institutionInput.partial();
export type InstitutionChange = z.output<typeof institutionChange>;

/** The facts of a shared institution that a product may say otherwise, for itself alone. */
export const CORRECTABLE = ["name", "acronym", "email", "phone", "website"] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** Those that say what it is: they are the shared reference's. */
export const OFFICIAL = ["kind", "siren", "siret", "territoryCode"] as const;

export const FACT_LABELS: Record<Correctable | (typeof OFFICIAL)[number], string> = {
  name: "Nom",
  acronym: "Sigle",
  email: "Courriel",
  phone: "Téléphone",
  website: "Site",
  kind: "Type",
  siren: "SIREN",
  siret: "SIRET",
  territoryCode: "Territoire",
};

/** A product's own version of a shared fact: null says there is none. */
const correction = z.object({ value: z.string().nullable(), at: z.string(), byId: z.string().nullable() });
const corrections = z.partialRecord(z.enum(CORRECTABLE), correction);
export type Corrections = z.output<typeof corrections>;

/** The corrections as the database keeps them; what cannot be read is no correction. */
export function readCorrections(kept: unknown): Corrections {
  const result = corrections.safeParse(kept ?? {});
  return result.success ? result.data : {};
}

/** The facts as one product sees them. */
export function corrected<F extends Record<Correctable, string | null>>(shared: F, by: Corrections): F {
  const own = Object.entries(by).map(([field, { value }]) => [field, value] as const);
  return { ...shared, ...Object.fromEntries(own) };
}

/**
 * The corrections once changed, signed by who changes them. What stays as it was keeps its own signature; a fact said
 * again as the reference says it is no longer a correction.
 */
export function correctAgain(
  shared: Record<Correctable, string | null>,
  before: Corrections,
  change: Partial<Record<Correctable, string | null | undefined>>,
  sign: { at: string; byId: string },
): Corrections {
  const current = corrected(shared, before);
  const changed = CORRECTABLE.filter((fact) => change[fact] !== undefined && change[fact] !== current[fact]);
  const kept = Object.entries(before).filter(([fact]) => !changed.includes(fact as Correctable));
  const added = changed.flatMap((fact) => {
    const value = change[fact] ?? null;
    return value === shared[fact] ? [] : [[fact, { value, ...sign }] as const];
  });
  return Object.fromEntries([...kept, ...added]);
}

/** Where a fact comes from, when not from the row's own source. */
const provenance = z.record(z.string(), z.object({ source: z.string(), vintage: z.string() }));

export function sourceOf(
  fact: string,
  row: { source: string; vintage: string; provenance: unknown },
): { source: string; vintage: string } {
  const other = provenance.safeParse(row.provenance).data?.[fact];
  return other ?? { source: row.source, vintage: row.vintage };
}
