/** What the rows of a lot are written for. */
export type Lot = {
  importId: string;
  productId: string;
  userId: string;
  /** Said once for the whole file, for the addresses whose row does not say it. */
  source: string;
  collectedAt: Date;
};

export type Refused = { line: number; cells: string[]; reasons: string[] };

/** A value that a row changes, as the preview shows it. */
export type Change = { field: string; before: string | null; after: string };
export type Sample = { line: number; label: string; changes: Change[] };

export type Outcome = {
  created: number;
  updated: number;
  unchanged: number;
  refused: Refused[];
  /** The first rows of each, for the preview. */
  createdSample: Sample[];
  changedSample: Sample[];
};

export type DecidedLot = {
  outcome: Outcome;
  /** The keys that these rows take, by which a later row of the file is known to be the same; with their line. */
  claims: ReadonlyMap<string, number>;
  /** Does it, in the transaction of the client. */
  write: () => Promise<void>;
};

/** How many rows of each kind a preview shows. */
export const SAMPLE = 50;
