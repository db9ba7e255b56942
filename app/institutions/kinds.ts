import type { InstitutionKind } from "#app/db/generated/enums.ts";

/** What an institution is, in French: one, then several. The order is that of lists. */
export const KINDS = {
  ministry: ["Ministère", "Ministères"],
  central_administration: ["Administration centrale", "Administrations centrales"],
  agency: ["Opérateur de l’État", "Opérateurs de l’État"],
  decentralised_service: ["Service déconcentré", "Services déconcentrés"],
  prefecture: ["Préfecture", "Préfectures"],
  region: ["Région", "Régions"],
  departement: ["Département", "Départements"],
  epci: ["Intercommunalité", "Intercommunalités"],
  commune: ["Commune", "Communes"],
  chamber: ["Chambre consulaire", "Chambres consulaires"],
  social_security: ["Sécurité sociale", "Sécurité sociale"],
  health: ["Santé", "Santé"],
  association: ["Association", "Associations"],
  company: ["Entreprise", "Entreprises"],
  other: ["Autre", "Autres"],
} as const satisfies Record<InstitutionKind, readonly [string, string]>;

export const KIND_NAMES = Object.keys(KINDS) as [InstitutionKind, ...InstitutionKind[]];
export const kindLabel = (kind: InstitutionKind): string => KINDS[kind][0];
export const kindsLabel = (kind: InstitutionKind): string => KINDS[kind][1];

/** « Hérault (34) », and « Occitanie » for what serves a whole région. */
export function placeLabel(place: {
  departement: string | null;
  departementName: string | null;
  regionName: string | null;
}): string {
  if (!place.departementName) return place.regionName ?? "";
  return `${place.departementName} (${place.departement})`;
}
