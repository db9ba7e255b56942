import type { InstitutionKind } from "#app/db/generated/enums.ts";
import { db } from "#app/db/db.server.ts";
import { createSharedInstitution } from "../../factories.ts";

/** A few real places, as the universe writes them. */
export async function createPlaces() {
  const common = { source: "COG", vintage: "2026" };
  await db.territory.createMany({
    data: [
      { code: "R76", kind: "region", name: "Occitanie", population: 6_022_000, ...common },
      { code: "34", kind: "departement", name: "Hérault", article: 5, regionCode: "R76", ...common },
      { code: "42", kind: "departement", name: "Loire", article: 3, ...common },
      { code: "60", kind: "departement", name: "Oise", article: 5, ...common },
      {
        ...{ code: "34145", kind: "commune", name: "Lunel", departementCode: "34", regionCode: "R76" },
        ...{ population: 27_000, postcodes: ["34400"], ...common },
      },
    ],
  });
}

type Real = {
  name: string;
  kind: InstitutionKind;
  keywords: string;
  departementCode?: string;
  acronym?: string;
  siren?: string;
  weight?: number;
};

const herault = { departementCode: "34" };

/** Real-looking institutions, with the words the universe gives them. */
export const REAL: Record<string, Real> = {
  prefecture: {
    ...{
      name: "Préfecture de l’Hérault",
      kind: "prefecture",
      keywords: "préfet 34 Montpellier Hérault",
      ...herault,
    },
    weight: 3_000_000,
  },
  beziers: {
    name: "Sous-préfecture de Béziers",
    ...{ kind: "prefecture", keywords: "sous-préfet Hérault 34", ...herault, weight: 300_000 },
  },
  ddtm: {
    ...{ name: "DDTM de l’Hérault", acronym: "DDTM", kind: "decentralised_service", ...herault, weight: 900 },
    keywords: "direction départementale des territoires et de la mer Hérault 34 DDTM34",
  },
  ddtm33: {
    ...{ name: "DDTM de la Gironde", acronym: "DDTM", kind: "decentralised_service", departementCode: "33" },
    keywords: "direction départementale des territoires et de la mer Gironde 33",
  },
  sem: {
    ...{ name: "Saint-Étienne Métropole", kind: "epci", departementCode: "42", siren: "244200770" },
    ...{ keywords: "intercommunalité EPCI métropole Loire 42", weight: 400_000 },
  },
  noyon: {
    ...{
      name: "Mairie de Noyon",
      kind: "commune",
      departementCode: "60",
      siren: "216004687",
      weight: 13_000,
    },
    keywords: "mairie commune ville 60471 60400 Oise 60",
  },
  noyonnais: {
    ...{ name: "CC du Pays Noyonnais", kind: "epci", departementCode: "60", weight: 33_000 },
    keywords: "intercommunalité EPCI Oise 60",
  },
  amf: {
    ...{
      name: "Association des maires de France",
      acronym: "AMF",
      kind: "association",
      keywords: "maires réseau",
    },
  },
  amfreville: { name: "Mairie d’Amfreville", kind: "commune", keywords: "mairie 14009 AMF", weight: 1_300 },
};

/** The institutions by their short names above. */
export async function createReal(): Promise<Record<string, { id: string; name: string }>> {
  const made = Object.entries(REAL).map(
    async ([key, data]) => [key, await createSharedInstitution(data)] as const,
  );
  return Object.fromEntries(await Promise.all(made));
}
