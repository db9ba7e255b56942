import { createHash } from "node:crypto";
import { SINGLE_COLLECTIVITIES } from "../../prisma/universe/collectivities.ts";
import { LOCAL_BODIES } from "../../prisma/universe/local-bodies.ts";
import { NATIONAL_BODIES } from "../../prisma/universe/national.ts";
import { TEMPLATES } from "../../prisma/universe/templates.ts";
import { deriveCommune, deriveGroup, deriveRegionsAndDepartements, hasTownHall } from "./collectivities.ts";
import type { Packages } from "./packages.ts";
import { packageVersions, readPackages } from "./packages.server.ts";
import { deriveNational } from "./national.ts";
import { derivePrefectures } from "./prefectures.ts";
import { derivePrefectureEdges, deriveTerritorialEdges } from "./relations.ts";
import { relationRow, type InstitutionRow, type RelationRow, type TerritoryRow } from "./rows.ts";
import { deriveServices } from "./services.ts";
import { STEPS, type StepKey } from "./steps.ts";
import { deriveTerritories, typographic, type Territories } from "./territories.ts";

/** To raise when the derivation changes, or instances keep what the former one gave; a test watches over it. */
export const CODE_VERSION = 1;
const LOT_SIZE = 2500;

/** What one transaction writes, derived only when its turn comes: the server answers pages meanwhile. */
export type Lot = {
  /** How far the step's bar moves. */
  size: number;
  rows: () => { territories?: TerritoryRow[]; institutions?: InstitutionRow[]; relations?: RelationRow[] };
};

export type PlannedStep = { key: StepKey; source: string; vintage: string; total: number; lots: Lot[] };

/** Of the data and of the code that derives it: a step finished with this checksum has nothing left to do. */
export const currentChecksum = (): string => (checksum ??= computeChecksum());
let checksum: string | undefined;

function computeChecksum(): string {
  const tables = [SINGLE_COLLECTIVITIES, TEMPLATES, LOCAL_BODIES, NATIONAL_BODIES];
  const version = [CODE_VERSION, packageVersions(), ...tables.map((table) => JSON.stringify(table))];
  return createHash("sha1").update(version.join("\n")).digest("hex");
}

/** The whole of the reference data, step by step, each in lots. The same data gives the same lots, in order. */
export async function planUniverse(): Promise<PlannedStep[]> {
  const packages = await readPackages();
  const territories = deriveTerritories(packages);
  const prefectures = derivePrefectures(territories);
  const services = deriveServices(territories);
  const national = deriveNational();
  const edges = [
    ...deriveTerritorialEdges(packages, territories),
    ...derivePrefectureEdges(prefectures),
    ...services.edges,
    ...national.edges,
  ];
  const lots: Record<StepKey, Lot[]> = {
    territories: [
      lot(
        deriveRegionsAndDepartements(territories),
        ofKinds(territories, ["region", "departement", "arrondissement"]),
      ),
    ],
    epci: [
      lot(
        [...packages.epcis, ...packages.epts].map((group) => deriveGroup(group, territories)),
        ofKinds(territories, ["epci", "ept"]),
      ),
    ],
    communes: communeLots(packages, territories),
    services: [lot([...prefectures, ...services.institutions])],
    national: [lot(national.institutions)],
    relations: slices(edges).map((slice) => ({
      size: slice.length,
      rows: () => ({ relations: slice.map(relationRow) }),
    })),
  };
  return STEPS.map(({ key, source, vintage }) => {
    const total = lots[key].reduce((sum, { size }) => sum + size, 0);
    return { key, source, vintage, total, lots: lots[key] };
  });
}

function communeLots({ communes }: Packages, territories: Territories): Lot[] {
  const former = new Map<string, string[]>();
  for (const { type, chefLieu, nom } of communes)
    if (chefLieu && type !== "arrondissement-municipal")
      former.set(chefLieu, [...(former.get(chefLieu) ?? []), typographic(nom)]);
  return slices(communes.filter((commune) => commune.type === "commune-actuelle")).map((slice) => ({
    size: slice.filter((commune) => hasTownHall(commune.code)).length,
    rows: () => ({
      territories: slice.map((commune) => territories.get(commune.code)!),
      institutions: slice.flatMap(
        (commune) => deriveCommune(commune, territories, former.get(commune.code)) ?? [],
      ),
    }),
  }));
}

function lot(institutions: InstitutionRow[], territories: TerritoryRow[] = []): Lot {
  return { size: institutions.length, rows: () => ({ territories, institutions }) };
}

function ofKinds(territories: Territories, kinds: TerritoryRow["kind"][]): TerritoryRow[] {
  return [...territories.values()].filter((row) => kinds.includes(row.kind));
}

function slices<T>(items: T[]): T[][] {
  const count = Math.ceil(items.length / LOT_SIZE);
  return Array.from({ length: count }, (_, i) => items.slice(i * LOT_SIZE, (i + 1) * LOT_SIZE));
}
