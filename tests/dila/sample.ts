import { readPackages } from "#app/universe/packages.server.ts";
import { apiRecord, type Body, dumpRecord, recordId } from "./records.ts";

/** What must become of a record: matched by a key to an institution, or one of the other three. */
export type Expected = {
  match: "matched" | "ambiguous" | "unmatched" | "refused";
  by?: string;
  key?: string;
  candidates?: string[];
};

export type Sample = { records: unknown[]; expected: Map<string, Expected> };

/**
 * A directory in small: every hundred-and-fiftieth town hall, EPCI and services of the State under their real codes, and one record
 * at least for each trap of the real one. Deterministic.
 */
export async function makeSample(): Promise<Sample> {
  const { communes, epcis, departements, arrondissements } = await readPackages();
  const current = communes.filter((one) => one.type === "commune-actuelle" && one.siren);
  const byCode = new Map(current.map((one) => [one.code, one]));
  const homonyms = Map.groupBy(current, (one) => one.nom);
  const records: unknown[] = [];
  const expected = new Map<string, Expected>();
  let n = 0;
  const id = () => recordId(n);
  /** Dump and API shapes turn by turn. */
  const add = (body: Omit<Body, "n">, what: Expected) => {
    n++;
    records.push(n % 3 === 0 ? apiRecord({ n, ...body }) : dumpRecord({ n, ...body }));
    expected.set(id(), what);
    return id();
  };
  const hall = (code: string): Omit<Body, "n"> => {
    const { nom, codesPostaux = [] } = byCode.get(code)!;
    return {
      name: `Mairie - ${nom}`,
      pivot: "mairie",
      insee: code,
      town: nom,
      postcode: codesPostaux[0] ?? "",
    };
  };
  const commune = (code: string, by = "insee"): Expected => ({
    match: "matched",
    by,
    key: `commune:${code}`,
  });

  // The ordinary: as many as the report is readable with.
  const kept = new Set(["34172", "31555", "59350", "69123", "2A004", "97411", "97302"]);
  const ordinary = current
    .filter((one, index) => index % 150 === 0 && homonyms.get(one.nom)!.length === 1 && !kept.has(one.code))
    .slice(0, 190);
  for (const { code, siren } of ordinary)
    add({ ...hall(code), siren: siren ?? null, siret: `${siren}00017` }, commune(code));
  const groups = epcis.filter((_, index) => index % 40 === 7);
  for (const [index, group] of groups.entries()) {
    const seat = group.membres[0]!.code;
    const far = index % 2 === 1;
    add(
      { name: longName(group.nom), pivot: "epci", ...(far ? {} : { insee: seat }), siren: group.code },
      { match: "matched", by: far ? "siren" : "insee", key: `epci:${group.code}` },
    );
  }
  const seats = departements.filter((one, index) => one.zone === "metro" && index % 4 === 1);
  for (const { code, nom, chefLieu } of seats) {
    const services = SERVICES.flatMap(([pivot, name, categories]) => {
      const category = categories.find((one) => EXISTS(one, code));
      if (!category) return [];
      return [
        add(
          { name: `${name} - ${nom}`, pivot, insee: chefLieu },
          { match: "matched", by: "insee", key: `${category}:${code}` },
        ),
      ];
    });
    // Children are told on the parent, and only there.
    add(
      {
        name: `Préfecture - ${nom}`,
        pivot: ["prefecture", "prefecture_region"],
        insee: chefLieu,
        children: services,
      },
      { match: "matched", by: "insee", key: `prefecture:${code}` },
    );
  }
  const sous = arrondissements.find((one) => one.code === "342")!;
  add(
    { name: `Sous-préfecture - ${sous.nom}`, pivot: "sous_pref", insee: sous.chefLieu },
    { match: "matched", by: "insee", key: `sous-prefecture:A${sous.code}` },
  );

  // Parts of an institution, under its own codes.
  const lunel = { siren: byCode.get("34145")!.siren!, insee: "34145", town: "Lunel", postcode: "34400" };
  add({ ...hall("34145"), siren: lunel.siren }, commune("34145"));
  for (const name of [
    "Mairie annexe - Lunel",
    "Mairie déléguée - Lunel-Viel",
    "Mairie - Lunel, antenne du Mas",
    "Mairie mobile - Lunel",
  ])
    add({ ...lunel, name, pivot: "mairie" }, { match: "unmatched" });
  add({ ...lunel, name: "Centre communal d’action sociale - Lunel", pivot: "ccas" }, { match: "unmatched" });
  add({ ...lunel, name: "France services - Lunel", pivot: "france_services" }, { match: "unmatched" });
  add({ ...lunel, name: "Mission locale - Lunel", pivot: "mission_locale" }, { match: "unmatched" });
  add(
    { ...lunel, name: "Bibliothèque municipale - Lunel", siret: `${lunel.siren}00099` },
    { match: "unmatched" },
  );

  // Two records for one commune: told apart by the SIREN; or by nothing.
  add({ ...hall("34172"), siren: byCode.get("34172")!.siren! }, commune("34172", "siren"));
  add({ ...hall("34172") }, { match: "ambiguous", candidates: ["commune:34172"] });
  for (let twice = 0; twice < 2; twice++)
    add(hall("31555"), { match: "ambiguous", candidates: ["commune:31555"] });
  // The commune of one, the SIREN of another.
  add(
    { ...hall("59350"), siren: byCode.get("69123")!.siren! },
    { match: "ambiguous", candidates: ["commune:59350", "commune:69123"] },
  );
  // Without a code: by the name where it is, or not at all.
  const alone = current.find(
    (one) => one.departement === "48" && homonyms.get(one.nom)!.length === 1 && !ordinary.includes(one),
  )!;
  const { insee: _, ...unplaced } = hall(alone.code);
  add(unplaced, commune(alone.code, "name"));
  const [name, same] = [...homonyms].find(
    ([, all]) => all.length === 3 && new Set(all.map((one) => one.departement)).size === 3,
  )!;
  add(
    { name: `Mairie - ${name}`, pivot: "mairie" },
    { match: "ambiguous", candidates: same.map((one) => `commune:${one.code}`) },
  );
  add({ name: "Mairie - Nulle-Part-sur-Rien", pivot: "mairie", postcode: "34000" }, { match: "unmatched" });
  add({ ...hall("2A004") }, commune("2A004"));
  add({ name: "Mairie - Paris 1er Arrondissement", pivot: "mairie", insee: "75101" }, { match: "unmatched" });
  // An agency of the département is not its caisse.
  add(
    { name: "Caisse d’allocations familiales (CAF) - Accueil de Lunel", pivot: "caf", insee: "34145" },
    { match: "unmatched" },
  );
  // National, without a pivot: by name; one that nobody knows.
  add(
    { name: "Caisse nationale des allocations familiales (CNAF)" },
    { match: "matched", by: "name", key: "national:cnaf" },
  );
  add({ name: "Bureau que nul ne connaît" }, { match: "unmatched" });

  // Fields as they come.
  const [reunion, guyane] = ["97411", "97302"] as const;
  add(
    { ...hall(reunion), more: { telephone: [{ valeur: "0262 00 12 34", description: "Standard" }] } },
    commune(reunion),
  );
  add({ ...hall(guyane), more: { telephone: '[{"valeur": "+594 594 00 12 34"}]' } }, commune(guyane));
  const fields: Record<string, unknown>[] = [
    { adresse_courriel: "jeanne.dupont@mairie.example;accueil@mairie.example; autre@mairie.example" },
    { adresse_courriel: "jeanne.dupont@mairie.example" },
    {
      adresse_courriel: "pas une adresse; ;@",
      telephone: [{ valeur: "poste 12" }],
      site_internet: [{ valeur: "javascript:alert(1)" }],
    },
    {
      telephone: '[{"valeur": ',
      adresse: "{abîmé",
      site_internet: [{ libelle: "", valeur: "www.mairie.example" }],
    },
    {
      telephone: [{ valeur: "3646" }, { valeur: "01 99 00 11 22" }],
      date_modification: "31/02/2024 10:00:00",
    },
    { telephone: [{ valeur: "+33 (0)1 99 00 33 44 / 01 99 00 33 45" }], adresse: null, hierarchie: "" },
    { pivot: "mairie", code_insee_commune: "", telephone: null, affectation_personne: null },
    { siret: "12345678900011", siren: "" },
  ];
  const plain = current.filter(
    (one) => one.departement === "12" && homonyms.get(one.nom)!.length === 1 && !ordinary.includes(one),
  );
  for (const [index, more] of fields.entries()) {
    const { code } = plain[index]!;
    add({ ...hall(code), more }, commune(code, more.code_insee_commune === "" ? "name" : "insee"));
  }
  const reversed = plain[20]!;
  add({ ...hall(reversed.code), name: `Mairie - ${reversed.nom}\u202E\u0007` }, commune(reversed.code));

  // A circle, as nobody meant it; and one that is its own parent.
  const [one, other] = [recordId(n + 1), recordId(n + 2)];
  add(
    { name: "DREAL - Occitanie", pivot: "dreal", insee: "31555", children: [other, one] },
    { match: "matched", by: "insee", key: "dreal:R76" },
  );
  add(
    { name: "DRAC - Occitanie", pivot: "drac", insee: "31555", children: [one] },
    { match: "matched", by: "insee", key: "drac:R76" },
  );

  // What is no record.
  const refused = (raw: unknown, place: string) => {
    records.push(raw);
    expected.set(place, { match: "refused" });
  };
  refused(null, `#${records.length + 1}`);
  refused(42, `#${records.length + 1}`);
  refused([{ id: "imbriqué" }], `#${records.length + 1}`);
  refused({ nom: "Mairie sans identifiant" }, `#${records.length + 1}`);
  refused({ id: recordId(9001), nom: " " }, `#${records.length + 1}`);
  refused({ ...dumpRecord({ n: 1, ...hall(ordinary[0]!.code) }) }, `${recordId(1)}#${records.length + 1}`);
  return { records, expected };
}

/** As the directory writes them; and the categories that ours may have there. */
const SERVICES: [pivot: string, name: string, categories: string[]][] = [
  ["ddt", "Direction départementale des territoires (DDT)", ["ddt", "ddtm"]],
  ["ddpp", "Direction départementale de la protection des populations (DDPP)", ["ddpp"]],
  ["caf", "Caisse d’allocations familiales (CAF)", ["caf"]],
  ["maison_handicapees", "Maison départementale des personnes handicapées (MDPH)", ["mdph"]],
];

const { TEMPLATES } = await import("../../prisma/universe/templates.ts");
const EXISTS = (category: string, place: string): boolean =>
  TEMPLATES.some((template) => template.category === category && template.places.includes(place));

const longName = (name: string): string =>
  name
    .replace(/^CC /, "Communauté de communes ")
    .replace(/^CA /, "Communauté d’agglomération ")
    .replace(/^CU /, "Communauté urbaine ");
