import { departementWords } from "./collectivities.ts";
import { of } from "./articles.ts";
import { institution } from "./institution.ts";
import type { InstitutionRow } from "./rows.ts";
import { COG, type Territories } from "./territories.ts";

/** A préfecture before all that a search may also find in its département. */
const PREFECTURE_BONUS = 2_000_000;

/**
 * The 101 préfectures, one a département (overseas collectivities are represented otherwise), of which 18 are also a
 * région's; and the sous-préfectures: each arrondissement that does not hold the préfecture's own town.
 */
export function derivePrefectures(territories: Territories): InstitutionRow[] {
  const rows = [...territories.values()];
  const departements = rows.filter((row) => row.kind === "departement" && !isOverseasCollectivity(row.code));
  const seats = new Set(departements.map((row) => row.seatCode));
  const regions = rows.filter((row) => row.kind === "region");
  const prefectures = departements.map((territory) => {
    const { code, name, article, seatCode, population } = territory;
    const region = regions.find((candidate) => candidate.seatCode === seatCode);
    return institution({
      ...{ key: `prefecture:${code}`, kind: "prefecture", category: "prefecture", territory, ...COG },
      name: `Préfecture ${of(name, article)}`,
      weight: (population ?? 0) + PREFECTURE_BONUS,
      words: [
        ...["préfet services de l’État", code, territories.get(seatCode ?? "")?.name],
        region && `préfecture de région ${region.name} SGAR`,
      ],
    });
  });
  const sousPrefectures = rows
    .filter((row) => row.kind === "arrondissement" && !seats.has(row.seatCode))
    .map((territory) =>
      institution({
        ...{
          key: `sous-prefecture:${territory.code}`,
          kind: "prefecture",
          category: "sous-prefecture",
          territory,
        },
        ...{ name: `Sous-préfecture ${of(territory.name, territory.article)}`, ...COG },
        words: ["sous-préfet", ...departementWords(territories, [territory.departementCode])],
      }),
    );
  return [...prefectures, ...sousPrefectures];
}

/** Where the State is represented by a high commissioner, a delegated prefect or a superior administrator. */
export const isOverseasCollectivity = (departement: string): boolean => /^(975|977|978|98)/.test(departement);
