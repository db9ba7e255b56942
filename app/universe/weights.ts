import type { InstitutionRow, TerritoryRow } from "./rows.ts";

/**
 * Weights order equal answers of a search. A collectivity weighs its population; a service a small part of its
 * territory's, because who types only « Privas » or « Corse » looks for the town hall or the collectivity, and who
 * looks for the service names it: the préfecture before other State services, a département's chamber before its
 * région's.
 */
const SHARES: Partial<Record<InstitutionRow["kind"], number>> = {
  ...{ prefecture: 0.02, decentralised_service: 0.01, chamber: 0.005 },
};
const OTHER_SHARE = 0.008;
const REGIONAL_CHAMBER_SHARE = 0.0005;

export function serviceWeight(
  kind: InstitutionRow["kind"],
  { kind: level, population }: Pick<TerritoryRow, "kind" | "population">,
): number {
  const share =
    kind === "chamber" && level === "region" ? REGIONAL_CHAMBER_SHARE : (SHARES[kind] ?? OTHER_SHARE);
  return Math.round((population ?? 0) * share);
}

/**
 * Above any population, so that an acronym finds the national body first; and of two with the same acronym, the one
 * that deployers look for (« AMF »: the mayors before the markets). Water agencies, named after rivers and regions,
 * stay below these.
 */
const NATIONAL: Partial<Record<string, number>> = {
  ...{ ministere: 900e6, direction: 800e6, "tete-de-reseau": 700e6, reseau: 600e6, "agence-eau": 100e3 },
};
const OTHER_NATIONAL = 500e6;

export const nationalWeight = (category: string): number => NATIONAL[category] ?? OTHER_NATIONAL;
