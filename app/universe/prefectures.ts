import { of } from "./articles.ts";
import { departementWords } from "./collectivities.ts";
import { institution } from "./institution.ts";
import type { InstitutionRow, TerritoryRow } from "./rows.ts";
import { COG, type Territories } from "./territories.ts";
import { serviceWeight } from "./weights.ts";

/**
 * The 101 préfectures, one a département (overseas collectivities are represented otherwise), of which 18 are also a
 * région's; and the sous-préfectures: each arrondissement that does not hold the préfecture's own town.
 */
export function derivePrefectures(territories: Territories): InstitutionRow[] {
  const rows = [...territories.values()];
  const departements = rows.filter((row) => row.kind === "departement" && !isOverseasCollectivity(row.code));
  const regions = new Map(rows.filter((row) => row.kind === "region").map((row) => [row.seatCode, row]));
  const seats = new Set(departements.map((row) => row.seatCode));
  const arrondissements = rows.filter((row) => row.kind === "arrondissement" && !seats.has(row.seatCode));
  return [
    ...departements.map((departement) =>
      prefecture(departement, territories, regions.get(departement.seatCode)),
    ),
    ...arrondissements.map((arrondissement) => sousPrefecture(arrondissement, territories)),
  ];
}

function prefecture(
  territory: TerritoryRow,
  territories: Territories,
  region: TerritoryRow | undefined,
): InstitutionRow {
  const { code, name, article, seatCode } = territory;
  return institution({
    ...{ key: `prefecture:${code}`, kind: "prefecture", category: "prefecture", territory, ...COG },
    name: `Préfecture ${of(name, article)}`,
    weight: serviceWeight("prefecture", territory),
    words: [
      ...["préfet services de l’État", code, territories.get(seatCode ?? "")?.name],
      region && `préfecture de région ${region.name} SGAR`,
    ],
  });
}

function sousPrefecture(territory: TerritoryRow, territories: Territories): InstitutionRow {
  const { code, name, article, departementCode } = territory;
  return institution({
    ...{ key: `sous-prefecture:${code}`, kind: "prefecture", category: "sous-prefecture", territory, ...COG },
    name: `Sous-préfecture ${of(name, article)}`,
    weight: serviceWeight("prefecture", territory),
    words: ["sous-préfet", ...departementWords(territories, [departementCode])],
  });
}

/** Where the State is represented by a high commissioner, a delegated prefect or a superior administrator. */
export const isOverseasCollectivity = (departement: string): boolean => /^(975|977|978|98)/.test(departement);
