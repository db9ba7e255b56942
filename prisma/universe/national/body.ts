/**
 * A national body, written by hand and to be confirmed against the directory of the administration. Names of
 * ministries are those of their function: a government's exact titles change, the function stays.
 */
export type NationalBody = {
  /** Without its prefix « national: ». */
  key: string;
  name: string;
  acronym?: string;
  kind:
    | "ministry"
    | "central_administration"
    | "agency"
    | "social_security"
    | "health"
    | "chamber"
    | "association"
    | "company"
    | "company"
    | "other";
  /** What kind within the kind: « aai », « operateur », « reseau »… */
  category: string;
  /** The key, without prefix, of the body it answers to. */
  overseer?: string;
  website?: string;
  /** Only where certain. */
  siren?: string;
  /** Former names, and words by which it is also searched. */
  words?: string;
};

type Row = readonly [key: string, acronym: string, name: string, overseer?: string, more?: More];
type More = Pick<NationalBody, "website" | "siren" | "words"> & {
  kind?: NationalBody["kind"];
  category?: string;
};

/** Rows of one kind; an empty acronym is none. */
export function bodies(kind: NationalBody["kind"], category: string, rows: readonly Row[]): NationalBody[] {
  return rows.map(([key, acronym, name, overseer, more]) => ({
    ...{ key, name, kind, category },
    ...(acronym && { acronym }),
    ...(overseer && { overseer }),
    ...more,
  }));
}
