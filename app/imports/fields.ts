import type { ImportKind } from "#app/db/generated/enums.ts";

export type ImportField = {
  label: string;
  /** What columns are usually called that hold it, in French and in English; compared folded. */
  called: string[];
  /** Several columns may feed it. */
  many?: boolean;
};

const place = {
  siren: { label: "SIREN", called: ["siren", "n siren", "numero siren", "code siren", "siren institution"] },
  siret: { label: "SIRET", called: ["siret", "n siret", "numero siret", "code siret", "siret institution"] },
  insee: {
    label: "Code INSEE",
    called: [
      ...[
        "insee",
        "code insee",
        "code commune",
        "insee commune",
        "code insee commune",
        "insee com",
        "codgeo",
      ],
      ...["code geo", "depcom", "cog", "insee code"],
    ],
  },
  postcode: {
    label: "Code postal",
    called: ["code postal", "cp", "postcode", "zip", "zip code", "postal code"],
  },
  departement: {
    label: "Département",
    called: [
      "departement",
      "dept",
      "dep",
      "code departement",
      "n departement",
      "numero departement",
      "department",
    ],
  },
} satisfies Record<string, ImportField>;

const institutionName = [
  ...[
    "institution",
    "organisme",
    "organisation",
    "organization",
    "structure",
    "collectivite",
    "etablissement",
  ],
  ...[
    "administration",
    "entite",
    "nom de l institution",
    "nom de l organisme",
    "nom de la structure",
    "company",
  ],
  ...[
    "raison sociale",
    "employeur",
    "nom institution",
    "commune",
    "mairie",
    "ville",
    "service",
    "denomination",
  ],
  ...["nom de la collectivite", "nom de la commune", "account", "account name", "societe", "entreprise"],
];
const email = [
  ...[
    "email",
    "e mail",
    "mail",
    "courriel",
    "adresse email",
    "adresse e mail",
    "adresse mail",
    "adresse courriel",
  ],
  ...[
    "email address",
    "mel",
    "courrier electronique",
    "adresse electronique",
    "email pro",
    "mail pro",
    "email 1",
  ],
  ...["email 2", "autre email", "autres courriels", "autre courriel", "courriel 2", "email professionnel"],
];
const phone = [
  ...[
    "telephone",
    "tel",
    "phone",
    "numero de telephone",
    "portable",
    "mobile",
    "telephone fixe",
    "tel fixe",
    "fixe",
  ],
  ...[
    "ligne directe",
    "tel portable",
    "telephone portable",
    "phone number",
    "n de telephone",
    "tel 1",
    "tel 2",
  ],
  ...["telephone mobile", "telephone 1", "telephone 2", "mobile phone", "autres telephones", "tel mobile"],
];
const source = {
  label: "Source",
  called: ["source", "origine", "provenance", "source de l adresse", "origine du contact"],
};

/** What a file of each kind may bring, in the order the page tells it. */
export const FIELDS = {
  contacts: {
    firstName: { label: "Prénom", called: ["prenom", "first name", "firstname", "given name"] },
    lastName: {
      label: "Nom",
      called: ["nom", "last name", "lastname", "surname", "nom de famille", "family name", "nom usuel"],
    },
    fullName: {
      label: "Prénom et nom",
      called: [
        ...["nom complet", "prenom nom", "nom prenom", "nom et prenom", "prenom et nom", "full name", "name"],
        ...["contact", "personne", "interlocuteur", "contact name", "fullname", "referent"],
      ],
    },
    function: {
      label: "Fonction",
      called: [
        ...[
          "fonction",
          "poste",
          "function",
          "job title",
          "title",
          "titre",
          "intitule du poste",
          "role",
          "job",
        ],
        ...["fonctions", "position", "qualite"],
      ],
    },
    email: { label: "Courriel", called: email, many: true },
    phone: { label: "Téléphone", called: phone, many: true },
    institution: { label: "Institution", called: institutionName },
    ...place,
    note: {
      label: "Note",
      called: ["note", "notes", "commentaire", "commentaires", "remarque", "remarques", "comment"],
    },
    source,
    collectedOn: {
      label: "Collecté le",
      called: [
        "collecte le",
        "date de collecte",
        "date collecte",
        "recueilli le",
        "collected",
        "collected on",
      ],
    },
  },
  institutions: {
    name: { label: "Nom", called: ["nom", "name", "libelle", "intitule", ...institutionName] },
    acronym: { label: "Sigle", called: ["sigle", "acronyme", "acronym", "abreviation"] },
    kind: {
      label: "Type",
      called: ["type", "kind", "categorie", "type d institution", "nature", "category"],
    },
    siren: place.siren,
    siret: place.siret,
    territory: {
      label: "Territoire",
      called: ["territoire", "territory", ...place.insee.called, "localite", "code territoire"],
    },
    postcode: place.postcode,
    departement: place.departement,
    email: { label: "Courriel", called: email },
    phone: { label: "Téléphone", called: phone },
    website: { label: "Site", called: ["site", "site web", "website", "site internet", "url", "web"] },
    address: {
      label: "Adresse",
      called: ["adresse", "adresse postale", "address", "rue", "adresse complete", "postal address"],
    },
  },
  usage: {
    institution: { label: "Institution", called: institutionName },
    ...place,
    metric: { label: "Mesure", called: ["mesure", "metric", "metrique", "indicateur", "figure", "type"] },
    date: { label: "Date", called: ["date", "jour", "day", "mois", "periode", "date de la mesure"] },
    value: { label: "Valeur", called: ["valeur", "value", "nombre", "total", "quantite", "count"] },
    source,
  },
} as const satisfies Record<ImportKind, Record<string, ImportField>>;

export type FieldOf<K extends ImportKind> = keyof (typeof FIELDS)[K] & string;

export function fieldsOf(kind: ImportKind): Record<string, ImportField> {
  return FIELDS[kind];
}
