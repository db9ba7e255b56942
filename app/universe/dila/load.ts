import { z } from "zod";

/** What a dump's reading has found, as it is kept on the load and told to people and programs. */
const tally = z.object({
  read: z.number(),
  matched: z.number(),
  ambiguous: z.number(),
  unmatched: z.number(),
  refused: z.number(),
});
export type Tally = z.output<typeof tally>;

const counts = tally.extend({
  /** How many were matched by each key. */
  by: z.record(z.string(), z.number()),
  byType: z.record(z.string(), tally),
  /** Why some were refused, or matched to nothing. */
  reasons: z.array(z.object({ match: z.string(), reason: z.string(), count: z.number() })),
  /** Records written to their institutions, while and once the load is applied. */
  applied: z.number().default(0),
  /** Parents that a dump gives and that would make a circle. */
  circular: z.number().default(0),
});
export type LoadCounts = z.output<typeof counts>;

export const NOTHING: LoadCounts = {
  ...{ read: 0, matched: 0, ambiguous: 0, unmatched: 0, refused: 0 },
  ...{ by: {}, byType: {}, reasons: [], applied: 0, circular: 0 },
};

/** While a dump is read, only how many records have been. */
export function readCounts(kept: unknown): LoadCounts {
  const result = counts.safeParse(kept);
  if (result.success) return result.data;
  const read = z.object({ read: z.number() }).safeParse(kept);
  return { ...NOTHING, read: read.data?.read ?? 0 };
}

/** What applying a load would write, or has yet to: how many institutions, and which facts of theirs. */
export type Changes = {
  institutions: number;
  phone: number;
  email: number;
  website: number;
  address: number;
  siret: number;
  siren: number;
  /** Met at last in an official source. */
  confirmed: number;
};

export const CHANGE_LABELS: Record<Exclude<keyof Changes, "institutions">, string> = {
  ...{ phone: "Téléphones", email: "Courriels", website: "Sites", address: "Adresses" },
  ...{ siret: "SIRET", siren: "SIREN", confirmed: "Institutions confirmées" },
};

export const BY_LABELS: Record<string, string> = {
  ...{ insee: "code de la commune", siret: "SIRET", siren: "SIREN", name: "nom et lieu", hand: "décision" },
};

export const SOURCE = "Annuaire DILA";
