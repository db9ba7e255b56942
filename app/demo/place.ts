/** Where the story happens: a real institution of the universe. */
export type Place = {
  institutionId: string;
  kind: PlaceKind;
  /** What its name begins with: « DDTM ». */
  label: string;
  /** « 34 », and « Hérault » */
  departement: string;
  territory: string;
  /** « R76 » */
  region: string | null;
};

/** Parcelle deploys through the DDT(M), overseas through the DAAF; the chambers of agriculture help. */
export type PlaceKind = "ddt" | "daaf" | "chamber";

/** The categories of the universe that take part. */
export const PLACE_KINDS: Record<string, { kind: PlaceKind; label: string }> = {
  ddt: { kind: "ddt", label: "DDT" },
  ddtm: { kind: "ddt", label: "DDTM" },
  daaf: { kind: "daaf", label: "DAAF" },
  "chambre-agriculture": { kind: "chamber", label: "Chambre agriculture" },
};

/** « ddt:34 », whether it is by the sea or not. */
export const placeKey = ({ kind, departement }: Pick<Place, "kind" | "departement">): string =>
  `${kind}:${departement}`;
