import type { RelationKind } from "#app/db/generated/enums.ts";
import { RELATION_KINDS } from "#app/institutions/relation.ts";

/** What the address of a graph says: how far, which links, the past. */
export type GraphAsked = { hops: 1 | 2; kinds: RelationKind[]; past: boolean };

export function readGraphParams(params: URLSearchParams): GraphAsked {
  const kinds = (params.get("lien") ?? "").split(",");
  return {
    hops: params.get("portee") === "2" ? 2 : 1,
    kinds: RELATION_KINDS.filter((kind) => kinds.includes(kind)),
    past: params.get("anciens") === "1",
  };
}

export function graphParams({ hops, kinds, past }: GraphAsked): string {
  const params = new URLSearchParams({
    ...(hops === 2 && { portee: "2" }),
    ...(kinds.length > 0 && { lien: kinds.join(",") }),
    ...(past && { anciens: "1" }),
  });
  return params.size > 0 ? `?${params}` : "";
}
