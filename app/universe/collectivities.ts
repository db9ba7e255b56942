import {
  DEPARTEMENT_POWERS,
  NO_DEPARTEMENT,
  NO_REGION,
  NO_TOWN_HALL,
  REGION_POWERS,
  SINGLE_COLLECTIVITIES,
} from "../../prisma/universe/collectivities.ts";
import { of } from "./articles.ts";
import { institution } from "./institution.ts";
import type { PackageCommune, PackageGroup } from "./packages.ts";
import type { InstitutionRow, TerritoryRow } from "./rows.ts";
import { COG, departementsOf, DGCL, EPT, type Territories } from "./territories.ts";

/** Régions, départements, and the single collectivities that stand in their place. */
export function deriveRegionsAndDepartements(territories: Territories): InstitutionRow[] {
  const rows = [...territories.values()];
  const regions = rows.filter((row) => row.kind === "region" && !NO_REGION.has(row.code));
  const departements = rows.filter((row) => row.kind === "departement" && !NO_DEPARTEMENT.has(row.code));
  return [
    ...regions.map(region),
    ...departements.map(departement),
    ...SINGLE_COLLECTIVITIES.map(({ territory, words, ...facts }) =>
      institution({ ...facts, ...COG, territory: territories.get(territory), words: [words] }),
    ),
  ];
}

/** The town hall of a commune; undefined where the official code has a commune and the law has none. */
export function deriveCommune(
  commune: PackageCommune,
  territories: Territories,
  formerNames: string[] = [],
): InstitutionRow | undefined {
  if (!hasTownHall(commune.code)) return undefined;
  const territory = territories.get(commune.code)!;
  return institution({
    ...{ key: `commune:${commune.code}`, kind: "commune", category: "commune", territory, ...COG },
    // Paris is one collectivity, commune and département at once.
    name: commune.code === "75056" ? "Ville de Paris" : `Mairie ${of(territory.name, territory.article)}`,
    siren: commune.siren ?? null,
    provenance: commune.siren ? { siren: DGCL } : {},
    words: [
      ...["mairie commune ville", commune.code, ...territory.postcodes],
      ...[...departementWords(territories, [territory.departementCode]), ...formerNames],
      commune.code === "75056" ? "département conseil départemental" : null,
    ],
  });
}

export const hasTownHall = (code: string): boolean => !NO_TOWN_HALL.test(code);

/** An EPCI, or one of the Grand Paris's établissements publics territoriaux. */
export function deriveGroup(group: PackageGroup, territories: Territories): InstitutionRow {
  const territory = territories.get(group.code)!;
  const members = group.membres.flatMap(({ code }) => territories.get(code) ?? []);
  const [category, words] = GROUPS[group.type];
  return institution({
    ...{ key: `${territory.kind}:${group.code}`, kind: "epci", category, territory },
    ...(territory.kind === "ept" ? EPT : DGCL),
    ...{ name: territory.name, siren: group.code },
    words: ["intercommunalité", words, ...departementWords(territories, departementsOf(members))],
  });
}

/** The key of what exercises a département's powers there: its council, or a single collectivity. */
export const departementPowers = (code: string): string => DEPARTEMENT_POWERS[code] ?? `departement:${code}`;

/** The key of what exercises a région's powers there. */
export const regionPowers = (code: string): string => REGION_POWERS[code] ?? `region:${code}`;

/** « Hérault 34 »: by which everything that serves a département is found. */
export function departementWords(territories: Territories, codes: (string | null)[]): string[] {
  return codes.flatMap((code) => (code ? [territories.get(code)?.name ?? "", code] : []));
}

function region(territory: TerritoryRow): InstitutionRow {
  return institution({
    ...{ key: `region:${territory.code}`, kind: "region", category: "region", territory, ...COG },
    // « Région Réunion » is how it signs.
    name: `Région ${territory.name.replace(/^La /, "")}`,
    words: ["conseil régional"],
  });
}

function departement(territory: TerritoryRow): InstitutionRow {
  const { code, name, article } = territory;
  return institution({
    ...{ key: `departement:${code}`, kind: "departement", category: "departement", territory, ...COG },
    name: `Département ${of(name, article)}`,
    words: ["conseil départemental conseil général CD", code, `CD${code}`],
  });
}

const GROUPS: Record<PackageGroup["type"], [category: string, words: string]> = {
  CC: ["cc", "EPCI communauté de communes"],
  CA: ["ca", "EPCI communauté d’agglomération agglo"],
  CU: ["cu", "EPCI communauté urbaine"],
  METRO: ["metropole", "EPCI métropole"],
  MET69: ["metropole", "EPCI métropole Grand Lyon département conseil départemental"],
  EPT: ["ept", "EPT établissement public territorial Grand Paris"],
};
