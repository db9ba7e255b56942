import { articleOf } from "./articles.ts";
import type { PackageCommune, PackageGroup, Packages } from "./packages.ts";
import type { TerritoryRow } from "./rows.ts";

export const COG = { source: "Code officiel géographique", vintage: "2026" };
export const DGCL = { source: "DGCL, liste des intercommunalités", vintage: "janvier 2026" };
/** The list of établissements publics territoriaux is a year older. */
export const EPT = { source: "Insee, établissements publics territoriaux", vintage: "janvier 2025" };

/** The Métropole du Grand Paris, of which every EPT is a part. */
export const GRAND_PARIS = "200054781";

/** By code, parents before children. */
export type Territories = Map<string, TerritoryRow>;

/**
 * France's territories with their ancestors. A parent's population is the sum of its communes', its centre their
 * mean; a commune whose centre is unknown (8 re-created ones) takes its EPCI's.
 */
export function deriveTerritories(packages: Packages): Territories {
  const communes = communeRows(packages);
  const byCode = new Map(communes.map((row) => [row.code, row]));
  const within = groupByAncestor(communes);
  const parents = [
    ...packages.regions.map(({ code, chefLieu, ...names }) =>
      parent("region", `R${code}`, names, within, { seatCode: chefLieu }),
    ),
    ...packages.departements.map(({ code, chefLieu, region, ...names }) =>
      parent("departement", code, names, within, { seatCode: chefLieu, regionCode: `R${region}` }),
    ),
    ...packages.arrondissements.map(({ code, chefLieu, region, departement, ...names }) => {
      const ancestors = { regionCode: `R${region}`, departementCode: departement };
      return parent("arrondissement", `A${code}`, names, within, { seatCode: chefLieu, ...ancestors });
    }),
    ...[...packages.epcis, ...packages.epts].map((group) => groupRow(group, byCode)),
  ];
  const territories = new Map([...parents, ...communes].map((row) => [row.code, row]));
  for (const row of communes.filter((commune) => commune.latitude === null)) {
    const { latitude = null, longitude = null } = territories.get(row.epciCode ?? "") ?? {};
    Object.assign(row, { latitude, longitude });
  }
  return territories;
}

/** Straight quotes and doubled spaces are typing habits of the source, not part of a name. */
export function typographic(name: string): string {
  return name
    .replaceAll("'", "’")
    .replace(/\s+/g, " ")
    .replace(/"([^"]*)"/g, "«\u00A0$1\u00A0»");
}

/** The départements a group of communes spreads over, the most populated first: that one is the principal. */
export function departementsOf(members: Pick<TerritoryRow, "departementCode" | "population">[]): string[] {
  const populations = new Map<string, number>();
  for (const { departementCode: code, population } of members)
    if (code) populations.set(code, (populations.get(code) ?? 0) + (population ?? 0));
  return [...populations].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}

function communeRows({ communes, epcis, centres }: Packages): TerritoryRow[] {
  const epciOf = new Map(epcis.flatMap((epci) => epci.membres.map(({ code }) => [code, epci.code])));
  const centreOf = new Map(centres.map(({ code, centre }) => [code, centre?.coordinates]));
  return communes
    .filter((commune) => commune.type === "commune-actuelle")
    .map((commune) => {
      // A recent commune is found by one of the codes it replaces.
      const located = [commune.code, ...(commune.anciensCodes ?? [])].find((code) => centreOf.get(code));
      const [longitude = null, latitude = null] = centreOf.get(located ?? "") ?? [];
      return communeRow(commune, { epciCode: epciOf.get(commune.code) ?? null, latitude, longitude });
    });
}

function communeRow(
  commune: PackageCommune,
  place: Pick<TerritoryRow, "epciCode" | "latitude" | "longitude">,
): TerritoryRow {
  const name = typographic(commune.nom);
  return {
    ...{ code: commune.code, kind: "commune", name, article: articleOf(name, commune.typeLiaison) },
    ...{ population: commune.population ?? null, ...place },
    ...{ regionCode: `R${commune.region}`, departementCode: commune.departement },
    arrondissementCode: commune.arrondissement ? `A${commune.arrondissement}` : null,
    ...{ seatCode: null, postcodes: commune.codesPostaux ?? [], ...COG },
  };
}

function groupByAncestor(communes: TerritoryRow[]): Map<string, TerritoryRow[]> {
  const groups = new Map<string, TerritoryRow[]>();
  for (const row of communes)
    for (const code of [row.regionCode, row.departementCode, row.arrondissementCode]) {
      if (code === null) continue;
      if (!groups.has(code)) groups.set(code, []);
      groups.get(code)!.push(row);
    }
  return groups;
}

function parent(
  kind: TerritoryRow["kind"],
  code: string,
  { nom, typeLiaison }: { nom: string; typeLiaison: number },
  within: Map<string, TerritoryRow[]>,
  place: Partial<TerritoryRow>,
): TerritoryRow {
  const members = within.get(code) ?? [];
  const name = typographic(nom);
  const row = {
    ...empty(kind, code, name),
    ...place,
    article: articleOf(name, typeLiaison),
    ...summary(members),
  };
  // The package seats the Southern lands in Saint-Pierre-et-Miquelon.
  return { ...row, seatCode: members.some((member) => member.code === place.seatCode) ? row.seatCode : null };
}

function groupRow(group: PackageGroup, communes: Map<string, TerritoryRow>): TerritoryRow {
  const members = group.membres.flatMap(({ code }) => communes.get(code) ?? []);
  const departementCode = departementsOf(members)[0] ?? null;
  const name = typographic(group.nom);
  const kind = group.type === "EPT" ? "ept" : "epci";
  return {
    ...empty(kind, group.code, name),
    ...summary(members),
    ...{ departementCode, article: groupArticle(name) },
    regionCode: members.find((member) => member.departementCode === departementCode)?.regionCode ?? null,
    epciCode: kind === "ept" ? GRAND_PARIS : null,
    ...(kind === "ept" ? EPT : DGCL),
  };
}

/** « la CC du Pays de Nay », « la Métropole Nice Côte d’Azur », « l’Eurométropole », but « Toulouse Métropole ». */
function groupArticle(name: string): number {
  if (/^(CC|CA|CU|Métropole) /.test(name)) return 3;
  if (name.startsWith("Eurométropole")) return 5;
  return articleOf(name);
}

function summary(members: TerritoryRow[]): Pick<TerritoryRow, "population" | "latitude" | "longitude"> {
  const located = members.filter((member) => member.latitude !== null);
  const mean = (field: "latitude" | "longitude") =>
    located.length === 0
      ? null
      : Number((located.reduce((sum, member) => sum + member[field]!, 0) / located.length).toFixed(4));
  const population = members.reduce((sum, member) => sum + (member.population ?? 0), 0);
  return { population, latitude: mean("latitude"), longitude: mean("longitude") };
}

function empty(kind: TerritoryRow["kind"], code: string, name: string): TerritoryRow {
  return {
    ...{ code, kind, name, article: 0, population: null, latitude: null, longitude: null },
    ...{ regionCode: null, departementCode: null, arrondissementCode: null, epciCode: null, seatCode: null },
    ...{ postcodes: [], ...COG },
  };
}
