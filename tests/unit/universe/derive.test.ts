import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CATEGORIES } from "#app/institutions/categories.ts";
import { CODE_VERSION, planUniverse } from "#app/universe/plan.server.ts";
import type { InstitutionRow, RelationRow, TerritoryRow } from "#app/universe/rows.ts";
import { copyText, INSTITUTION, RELATION, TERRITORY } from "#app/universe/upsert.server.ts";
import { departementsOf, typographic } from "#app/universe/territories.ts";
import { LOCAL_BODIES } from "../../../prisma/universe/local-bodies.ts";
import { INSTEAD_OF_DDT, TEMPLATES } from "../../../prisma/universe/templates.ts";

const plan = await planUniverse();
const lots = plan.flatMap((step) => step.lots.map((lot) => lot.rows()));
const territories = new Map<string, TerritoryRow>(
  lots.flatMap((lot) => (lot.territories ?? []).map((row) => [row.code, row])),
);
const institutions: InstitutionRow[] = lots.flatMap((lot) => lot.institutions ?? []);
const relations: RelationRow[] = lots.flatMap((lot) => lot.relations ?? []);
const byKey = new Map(institutions.map((row) => [row.key, row]));
const byId = new Map(institutions.map((row) => [row.id, row]));
const named = (key: string) => byKey.get(key)?.name;
const count = (kind: InstitutionRow["kind"], category?: string) =>
  institutions.filter((row) => row.kind === kind && (!category || row.category === category)).length;
const links = (from: string, kind: RelationRow["kind"], to: string) =>
  relations.filter(
    (row) =>
      row.kind === kind &&
      byId.get(row.fromId)!.key!.startsWith(from) &&
      byId.get(row.toId)!.key!.startsWith(to),
  ).length;

// A change of these rows reaches the instances that have loaded them only if CODE_VERSION is raised (or a table of
// prisma/universe edited): raise it, then write the new digest here.
test("the rows change only with the version that makes instances load them again", () => {
  const facts = [
    copyText(TERRITORY, [...territories.values()]),
    copyText(INSTITUTION, institutions),
    copyText(RELATION, relations),
  ].join();
  expect([CODE_VERSION, createHash("sha1").update(facts).digest("hex")]).toEqual([
    1,
    "fda3ce507c1dad8b943eac8ef6b6a151b1cd92d2",
  ]);
});

test("every territory of the official code is there, under its ancestors", () => {
  const kinds = [...territories.values()].map((row) => row.kind);
  const counted = Object.fromEntries(
    [...new Set(kinds)].map((kind) => [kind, kinds.filter((k) => k === kind).length]),
  );
  expect(counted).toEqual({
    ...{ region: 26, departement: 109, arrondissement: 333, epci: 1255, ept: 11, commune: 34_969 },
  });
  expect(territories.get("34172")).toMatchObject({
    ...{ kind: "commune", name: "Montpellier", regionCode: "R76", departementCode: "34" },
    ...{ arrondissementCode: "A343", epciCode: "243400017", population: 310_240 },
  });
  expect(territories.get("A343")).toMatchObject({
    regionCode: "R76",
    departementCode: "34",
    seatCode: "34172",
  });
  expect(territories.get("200057867")).toMatchObject({
    kind: "ept",
    epciCode: "200054781",
    departementCode: "93",
  });
  const orphans = [...territories.values()].filter((row) =>
    [row.regionCode, row.departementCode, row.arrondissementCode, row.epciCode, row.seatCode].some(
      (code) => code !== null && !territories.has(code),
    ),
  );
  expect(orphans).toEqual([]);
});

test("a centre is known of every commune but the overseas collectivities', the re-created ones by their EPCI", () => {
  const lost = [...territories.values()].filter((row) => row.kind === "commune" && row.latitude === null);
  expect(lost.filter((row) => !/^9[78]/.test(row.code))).toEqual([]);
  expect(lost).toHaveLength(94);
  expect(territories.get("14666")!.latitude).toBe(territories.get("200065597")!.latitude);
});

test("an EPCI over several départements belongs to the one where most people live", () => {
  const members = [
    { departementCode: "01", population: 10 },
    { departementCode: "74", population: 30 },
    { departementCode: "01", population: 15 },
  ];
  expect(departementsOf(members)).toEqual(["74", "01"]);
});

test("names are typeset as people read them", () => {
  expect(typographic(`CA "Saintes  - L'Agglo"`)).toBe("CA «\u00A0Saintes - L’Agglo\u00A0»");
  expect(institutions.filter((row) => /['"]|\s{2}/.test(row.name))).toEqual([]);
  expect(
    [
      "commune:35238",
      "commune:76351",
      "commune:27229",
      "commune:85194",
      "commune:75056",
      "commune:60703",
    ].map(named),
  ).toEqual([
    ...["Mairie de Rennes", "Mairie du Havre", "Mairie d’Évreux", "Mairie des Sables-d’Olonne"],
    ...["Ville de Paris", "Mairie d’Aux Marais"],
  ]);
  expect(
    ["departement:34", "region:R76", "prefecture:34", "sous-prefecture:A341", "ddtm:34"].map(named),
  ).toEqual([
    ...[
      "Département de l’Hérault",
      "Région Occitanie",
      "Préfecture de l’Hérault",
      "Sous-préfecture de Béziers",
    ],
    "DDTM de l’Hérault",
  ]);
  expect(["drfip:35", "drfip:971", "draaf:R76", "ars:974", "chambre-agriculture:29"].map(named)).toEqual([
    ...[
      "DRFiP de Bretagne et d’Ille-et-Vilaine",
      "DRFiP de la Guadeloupe",
      "DRAAF Occitanie",
      "ARS La Réunion",
    ],
    "Chambre d’agriculture du Finistère",
  ]);
});

test("no council is invented where a single collectivity exists", () => {
  expect([count("region"), count("departement"), count("other", "com"), count("commune")]).toEqual([
    ...[17, 95, 7, 34_958],
  ]);
  for (const key of ["departement:75", "departement:67", "departement:2A", "departement:972", "region:R06"])
    expect(byKey.has(key), key).toBe(false);
  expect(
    ["departement:6AE", "region:R94", "region:R02", "region:R03", "departement:976", "com:987"].map(named),
  ).toEqual([
    ...[
      "Collectivité européenne d’Alsace",
      "Collectivité de Corse",
      "Collectivité territoriale de Martinique",
    ],
    ...["Collectivité territoriale de Guyane", "Département de Mayotte", "Polynésie française"],
  ]);
});

test("préfectures and sous-préfectures follow the seats", () => {
  expect([count("prefecture", "prefecture"), count("prefecture", "sous-prefecture")]).toEqual([101, 233]);
  expect(byKey.get("prefecture:31")!.keywords).toContain("préfecture de région Occitanie");
});

test("every département has a DDT or a DDTM, or the named institution that does its work", () => {
  const departements = [...territories.values()].filter(
    (row) => row.kind === "departement" && !/^(97[578]|98)/.test(row.code),
  );
  expect(departements).toHaveLength(101);
  for (const { code } of departements) {
    const found = [`ddt:${code}`, `ddtm:${code}`, INSTEAD_OF_DDT[code]].filter(
      (key) => key && byKey.has(key),
    );
    expect(found, code).toHaveLength(1);
  }
  expect([count("decentralised_service", "ddt"), count("decentralised_service", "ddtm")]).toEqual([68, 24]);
});

test("every département has its caisses, and one service that protects populations", () => {
  const services = new Map<string, string[]>();
  for (const { departementCode, category } of institutions.filter(
    (row) => row.toConfirm && row.departementCode,
  ))
    services.set(departementCode!, [...(services.get(departementCode!) ?? []), category!]);
  for (const { code, kind } of territories.values()) {
    if (kind !== "departement" || /^9[78]/.test(code)) continue;
    const among = (...categories: string[]) =>
      services.get(code)!.filter((category) => categories.includes(category)).length;
    expect(among("ddpp", "ddetspp"), code).toBe(1);
    expect(among("cpam", "ccss"), code).toBeGreaterThan(0);
    expect(among("caf", "ccss"), code).toBeGreaterThan(0);
  }
});

test("the 30 académies and the 35 MSA share all the départements of metropolitan France, none twice", () => {
  const metropole = TEMPLATES.find((template) => template.category === "drac")!.places.flatMap((region) =>
    [...territories.values()].filter((row) => row.kind === "departement" && row.regionCode === region),
  );
  for (const category of ["rectorat", "msa"]) {
    const places = LOCAL_BODIES.filter((body) => body.category === category).flatMap((body) => body.places);
    expect(places.filter((code) => !code.startsWith("97")).toSorted(), category).toEqual(
      metropole.map((row) => row.code).toSorted(),
    );
  }
  expect([count("decentralised_service", "rectorat"), count("social_security", "msa")]).toEqual([30, 35]);
});

test("links are as many as the official lists say", () => {
  expect(links("commune:", "membership", "epci:")).toBe(34_871);
  expect(links("commune:", "membership", "ept:")).toBe(129);
  expect(links("ept:", "membership", "epci:200054781")).toBe(11);
  expect(links("sous-prefecture:", "oversight", "prefecture:")).toBe(233);
  expect(links("prefecture:", "oversight", "national:ministere-interieur")).toBe(101);
  expect(links("caf:", "oversight", "national:cnaf")).toBe(100);
});

test("an EPCI is covered by each département it reaches into; the Métropole de Lyon by its région only", () => {
  const covering = new Map<string, string[]>();
  for (const { kind, fromId, toId } of relations)
    if (kind === "covers") covering.set(fromId, [...(covering.get(fromId) ?? []), byId.get(toId)!.key!]);
  const coveringOf = (key: string) => covering.get(byKey.get(key)!.id);
  expect(coveringOf("epci:200046977")).toEqual(["region:R84"]);
  expect(coveringOf("epci:243400017")).toEqual(["departement:34"]);
  // Redon Agglomération reaches into three, in two régions.
  expect(coveringOf("epci:243500741")).toEqual(["departement:35", "departement:44", "departement:56"]);
  expect(coveringOf("departement:34")).toContain("region:R76");
});

test("ids are unique, and every link joins two institutions", () => {
  expect(byId.size).toBe(institutions.length);
  expect(byKey.size).toBe(institutions.length);
  expect(new Set(relations.map((row) => row.id)).size).toBe(relations.length);
  expect(relations.filter((row) => !byId.has(row.fromId) || !byId.has(row.toId))).toEqual([]);
});

test("every institution has a source, a vintage and words; hand-written ones are to be confirmed", () => {
  for (const row of institutions) {
    expect(row.source && row.vintage, row.key!).toBeTruthy();
    expect(row.toConfirm, row.key!).toBe(row.source === "modèle Essaim");
  }
});

test("a SIREN is nine digits whose Luhn sum is right", () => {
  const sirens = institutions.flatMap((row) => row.siren ?? []);
  expect(sirens.length).toBeGreaterThan(36_000);
  expect(sirens.filter((siren) => !/^\d{9}$/.test(siren) || luhn(siren) !== 0)).toEqual([]);
});

function luhn(digits: string): number {
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10;
}

test("every sub-type that is derived has its name in filters", () => {
  const known = new Set(CATEGORIES);
  expect(
    [...new Set(institutions.flatMap(({ category }) => category ?? []))].filter((one) => !known.has(one)),
  ).toEqual([]);
});
