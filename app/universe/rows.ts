import { createHash } from "node:crypto";
import type { Institution, RelationKind, Territory } from "#app/db/generated/client.ts";

export type TerritoryRow = Territory;

/** What the reference data says of an institution; the rest (e-mail, phone, SIRET…) comes from other sources. */
export type InstitutionRow = Pick<
  Institution,
  | "id"
  | "key"
  | "name"
  | "acronym"
  | "kind"
  | "category"
  | "siren"
  | "territoryCode"
  | "departementCode"
  | "regionCode"
  | "population"
  | "website"
  | "keywords"
  | "weight"
  | "source"
  | "vintage"
  | "toConfirm"
> & {
  /** Of the facts that do not come from `source`. */
  provenance: Record<string, Provenance>;
};

export type Provenance = { source: string; vintage: string };

export type RelationRow = {
  id: string;
  fromId: string;
  toId: string;
  kind: RelationKind;
  source: string;
  vintage: string;
  /** 100: official and deterministic; less: inferred. */
  confidence: number;
};

/** A relation between two keys; its ids follow from them. */
export type Edge = Pick<RelationRow, "kind" | "source" | "vintage" | "confidence"> & {
  from: string;
  to: string;
};

/** The same key always has the same id, so that loading again updates and never adds. */
export const institutionId = (key: string): string => uuidOf(`institution ${key}`);

export function relationRow({ from, to, ...facts }: Edge): RelationRow {
  const id = uuidOf(`relation ${from} ${facts.kind} ${to}`);
  return { id, fromId: institutionId(from), toId: institutionId(to), ...facts };
}

/** A UUID of version 5's form (RFC 9562), without its namespace: the prefix of `name` plays that part. */
function uuidOf(name: string): string {
  const hex = createHash("sha1").update(name).digest("hex");
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
