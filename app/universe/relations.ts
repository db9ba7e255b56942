import { METROPOLE_DE_LYON } from "../../prisma/universe/collectivities.ts";
import { departementPowers, regionPowers } from "./collectivities.ts";
import type { PackageGroup, Packages } from "./packages.ts";
import { isOverseasCollectivity } from "./prefectures.ts";
import type { Edge, InstitutionRow, Provenance } from "./rows.ts";
import { COG, departementsOf, DGCL, EPT, GRAND_PARIS, type Territories } from "./territories.ts";

const OFFICIAL = 100;

/** Who belongs to what, and who covers whom, as the official code and the list of EPCI say. */
export function deriveTerritorialEdges(packages: Packages, territories: Territories): Edge[] {
  return [
    ...packages.epcis.flatMap((group) => members(group, DGCL)),
    ...packages.epts.flatMap((group) => members(group, EPT)),
    ...packages.epts.map((group) => edge(`ept:${group.code}`, "membership", `epci:${GRAND_PARIS}`, EPT)),
    ...packages.epcis.flatMap((group) => covers(group, territories)),
    ...departementsInRegions(territories),
  ];
}

/** A sous-préfecture answers to its préfecture, a préfecture to the ministry. */
export function derivePrefectureEdges(prefectures: InstitutionRow[]): Edge[] {
  return prefectures.map(({ key, category, departementCode }) => {
    const above =
      category === "prefecture" ? "national:ministere-interieur" : `prefecture:${departementCode}`;
    return edge(key!, "oversight", above, COG);
  });
}

function members(group: PackageGroup, provenance: Provenance): Edge[] {
  const kind = group.type === "EPT" ? "ept" : "epci";
  return group.membres.map(({ code }) =>
    edge(`commune:${code}`, "membership", `${kind}:${group.code}`, provenance),
  );
}

/** An EPCI and each département it reaches into. A commune that is its own département is only a member. */
function covers(group: PackageGroup, territories: Territories): Edge[] {
  const communes = group.membres.flatMap(({ code }) => territories.get(code) ?? []);
  if (group.code === METROPOLE_DE_LYON)
    return [edge(`epci:${group.code}`, "covers", regionPowers(communes[0]!.regionCode!), DGCL)];
  const powers = new Set(departementsOf(communes).map(departementPowers));
  return [...powers]
    .filter((key) => !key.startsWith("commune:"))
    .map((key) => edge(`epci:${group.code}`, "covers", key, DGCL));
}

/** Each département's council and its région's, where they are two. */
function departementsInRegions(territories: Territories): Edge[] {
  const pairs = new Map<string, string>();
  for (const row of territories.values())
    if (row.kind === "departement" && !isOverseasCollectivity(row.code))
      pairs.set(departementPowers(row.code), regionPowers(row.regionCode!));
  return [...pairs]
    .filter(([departement, region]) => departement !== region)
    .map(([departement, region]) => edge(departement, "covers", region, COG));
}

function edge(
  from: string,
  kind: Edge["kind"],
  to: string,
  provenance: Provenance,
  confidence = OFFICIAL,
): Edge {
  return { from, kind, to, ...provenance, confidence };
}
