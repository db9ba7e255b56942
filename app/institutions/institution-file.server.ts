import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { TerritoryKind } from "#app/db/generated/enums.ts";
import { type Correctable, readCorrections, sourceOf } from "./institution.ts";
import { findLikeNames } from "./institution-duplicates.server.ts";
import type { InstitutionRow } from "./institution-row.server.ts";
import { getInstitution } from "./institutions.server.ts";

export type Source = { source: string; vintage: string };
/** What the product says otherwise: the shared value, who changed it and when. */
export type Correction = { shared: string | null; at: string; by: string | null };

export type InstitutionFile = InstitutionRow & {
  address: string | null;
  toConfirm: boolean;
  createdAt: Date;
  /** Where each fact comes from. */
  sources: Record<string, Source>;
  corrections: Partial<Record<Correctable, Correction>>;
  territory: Territory | null;
  /** For one's own: those whose name is much like its own. */
  likeNames: { id: string; name: string }[];
};

type Territory = Source & {
  code: string;
  kind: TerritoryKind;
  name: string;
  population: number | null;
  postcodes: string[];
  departement: string | null;
  arrondissement: string | null;
  epci: string | null;
  region: string | null;
};

const FACTS = ["name", "acronym", "siren", "siret", "email", "phone", "website", "address", "population"];

/** @throws {AppError} not_found */
export async function getInstitutionFile(actor: Actor, id: string): Promise<InstitutionFile> {
  const institution = await getInstitution(actor, id);
  const { productId } = actor;
  const [stored, account, territory, likeNames] = await Promise.all([
    db.institution.findUniqueOrThrow({ where: { id: institution.id }, select: selected }),
    db.account.findUnique({
      where: { productId_institutionId: { productId, institutionId: institution.id } },
      select: { corrections: true },
    }),
    readTerritory(institution.territoryCode),
    institution.own ? findLikeNames(actor, institution.name, institution.id) : [],
  ]);
  const { address, toConfirm, createdAt } = stored;
  return {
    ...institution,
    ...{ address, toConfirm, createdAt, territory, likeNames },
    sources: Object.fromEntries(FACTS.map((fact) => [fact, sourceOf(fact, stored)])),
    corrections: await signed(account?.corrections, stored),
  };
}

const selected = {
  ...{ name: true, acronym: true, email: true, phone: true, website: true, address: true },
  ...{ toConfirm: true, createdAt: true, source: true, vintage: true, provenance: true },
} as const;

/** Each correction beside what it corrects, with the name of who made it. */
async function signed(kept: unknown, shared: Record<Correctable, string | null>) {
  const corrections = Object.entries(readCorrections(kept));
  const ids = corrections.flatMap(([, { byId }]) => byId ?? []);
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(users.map((user) => [user.id, user.name]));
  return Object.fromEntries(
    corrections.map(([fact, { at, byId }]) => [
      fact,
      { shared: shared[fact as Correctable], at, by: (byId && names.get(byId)) ?? null },
    ]),
  );
}

async function readTerritory(code: string | null): Promise<Territory | null> {
  if (!code) return null;
  const territory = await db.territory.findUnique({ where: { code } });
  if (!territory) return null;
  const { departementCode, arrondissementCode, epciCode, regionCode, ...facts } = territory;
  const around = [departementCode, arrondissementCode, epciCode, regionCode];
  const rows = await db.territory.findMany({
    where: { code: { in: around.filter((one) => one !== null) } },
    select: { code: true, name: true },
  });
  const name = (one: string | null) => rows.find((row) => row.code === one)?.name ?? null;
  return {
    ...facts,
    departement: departementCode && `${name(departementCode)} (${departementCode})`,
    ...{ arrondissement: name(arrondissementCode), epci: name(epciCode), region: name(regionCode) },
  };
}
