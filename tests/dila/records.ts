/** Records of the directory in its documented shape, invented but for the codes: what the sample and the bench are made of. */
export type RawRecord = Record<string, unknown> & { id: string; nom: string };

/** The same number always gives the same id. */
export const recordId = (n: number): string =>
  `d11a${String(n).padStart(4, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A range that no telephone has: 01 99 00 00 00 to 01 99 00 99 99. */
export const fakePhone = (n: number): string =>
  `01 99 00 ${String(Math.floor(n / 100) % 100).padStart(2, "0")} ${String(n % 100).padStart(2, "0")}`;

export type Body = {
  n: number;
  name: string;
  pivot?: string | string[];
  insee?: string;
  siren?: string | null;
  siret?: string | null;
  town?: string;
  postcode?: string;
  children?: string[];
  more?: Record<string, unknown>;
};

/** One record as the dump has it: nested fields are objects. */
export function dumpRecord({
  n,
  name,
  pivot,
  insee,
  siren,
  siret,
  town,
  postcode,
  children = [],
  more,
}: Body): RawRecord {
  const types = [pivot ?? []].flat();
  return {
    id: recordId(n),
    nom: name,
    sigle: "",
    ancien_nom: "",
    categorie: types.length > 0 ? "SL" : "SI",
    type_organisme: types.length > 0 ? "Service déconcentré" : "Administration centrale (ou Ministère)",
    pivot: types.map((type_service_local) => ({
      type_service_local,
      code_insee_commune: insee ? [insee] : [],
    })),
    code_insee_commune: insee ?? "",
    siren: siren ?? "",
    siret: siret ?? "",
    adresse: [
      {
        ...{
          type_adresse: "Adresse",
          complement1: "",
          complement2: "",
          numero_voie: `${(n % 40) + 1} place de l’Essai`,
        },
        ...{
          code_postal: postcode ?? "",
          nom_commune: town ?? "",
          pays: "",
          longitude: "2.44",
          latitude: "44.93",
        },
      },
    ],
    telephone: [{ valeur: fakePhone(n), description: "" }],
    adresse_courriel: `contact@dila-${n}.example`,
    site_internet: [{ libelle: "", valeur: `https://www.dila-${n}.example/` }],
    mission: "Ce que l’organisme fait, en quelques phrases que rien ne reprend.",
    hierarchie: children.map((service) => ({ type_hierarchie: "Service Fils", service })),
    affectation_personne: [
      {
        ...{ fonction: "Maire", telephone: "" },
        personne: {
          nom: "Personne",
          prenom: "Inventée",
          civilite: "Madame",
          grade: "",
          adresse_courriel: ["inventee.personne@dila.example"],
        },
      },
    ],
    date_creation: "18/01/2012 00:00:00",
    date_modification: "06/06/2024 15:25:42",
    url_service_public: `https://lannuaire.service-public.example/${n}`,
    ...more,
  };
}

/** The same record as the API answers it: nested fields are JSON within strings. */
export function apiRecord(body: Body): RawRecord {
  const record = dumpRecord(body);
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : value,
    ]),
  ) as RawRecord;
}
