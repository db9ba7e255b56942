import { beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { searchPalette } from "#app/search/palette.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

/** A corner of the reference data, and the words that a load leaves behind it. */
async function herault() {
  const place = { departementCode: "34", keywords: "Hérault 34" };
  const made = {
    prefecture: await createSharedInstitution({
      ...place,
      name: "Préfecture de l’Hérault",
      kind: "prefecture",
      weight: 900,
    }),
    ddtm: await createSharedInstitution({
      ...{ ...place, name: "DDTM de l’Hérault", acronym: "DDTM", kind: "decentralised_service", weight: 800 },
      ...{ siren: "130025265", siret: "13002526500013", phone: "+33 4 34 46 60 00", territoryCode: null },
    }),
    noyon: await createSharedInstitution({
      name: "Mairie de Noyon",
      keywords: "Noyon 60471",
      weight: 13_000,
    }),
    noyonnais: await createSharedInstitution({ name: "CC du Pays noyonnais", kind: "epci", weight: 33_000 }),
    cnaf: await createSharedInstitution({
      name: "Caisse nationale des allocations familiales",
      acronym: "CNAF",
      weight: 9e8,
    }),
  };
  await pool.query(`REFRESH MATERIALIZED VIEW "SearchWord"`);
  return made;
}

let actor: Actor;
beforeEach(async () => {
  actor = await createActor();
});

const first = async (q: string) => (await searchPalette(actor, q))?.institutions[0]?.name;

test("what other tools miss hits: words in any order, a town, a code, an acronym, a SIRET with spaces, a switchboard", async () => {
  await herault();
  expect(await first("prefecture herault")).toBe("Préfecture de l’Hérault");
  expect(await first("hérault préf")).toBe("Préfecture de l’Hérault");
  expect(await first("noyon")).toBe("Mairie de Noyon");
  expect(await first("DDTM 34")).toBe("DDTM de l’Hérault");
  expect(await first("cnaf")).toBe("Caisse nationale des allocations familiales");
  expect(await first("130 025 265 00013")).toBe("DDTM de l’Hérault");
  expect(await first("130025265")).toBe("DDTM de l’Hérault");
  expect(await first("04 34 46 60 00")).toBe("DDTM de l’Hérault");
  expect(await first("+33 4 34 46 60 00")).toBe("DDTM de l’Hérault");
});

test("an exact code comes before every word that begins alike: « 34 » is the département’s own", async () => {
  await db.territory.createMany({
    data: [
      { code: "34", name: "Hérault", kind: "departement", source: "COG", vintage: "2026" },
      {
        code: "34172",
        name: "Montpellier",
        kind: "commune",
        postcodes: ["34000", "34070"],
        source: "COG",
        vintage: "2026",
      },
    ],
  });
  await createSharedInstitution({ name: "Mairie de Béziers", keywords: "34", weight: 78_000 });
  await createSharedInstitution({
    name: "Département de l’Hérault",
    kind: "departement",
    territoryCode: "34",
    keywords: "34",
    weight: 10,
  });
  await createSharedInstitution({ name: "Mairie de Montpellier", territoryCode: "34172", keywords: "34172" });
  expect(await first("34")).toBe("Département de l’Hérault");
  expect(await first("34172")).toBe("Mairie de Montpellier");
  expect(await first("34070")).toBe("Mairie de Montpellier");
});

test("the portfolio comes first, with the stage it stands at", async () => {
  const { prefecture, ddtm } = await herault();
  expect(await first("herault")).toBe(prefecture.name);
  const { id } = await createOpportunity(actor, { institutionId: ddtm.id, stage: "Rendez-vous" });
  const [hit] = (await searchPalette(actor, "herault"))!.institutions;
  expect(hit).toMatchObject({
    name: ddtm.name,
    opportunity: { id, stage: { name: "Rendez-vous", kind: "open", rank: 3 } },
  });
});

test("of a word that thousands have, the portfolio and the widest served still come first", async () => {
  await pool.query(`INSERT INTO "Institution" ("key", "name", "kind", "weight", "source", "vintage")
    SELECT 'm:' || n, 'Mairie de Bourg ' || n, 'commune', n, 'COG', '2026' FROM generate_series(1, 2000) n`);
  const [small] = await db.institution.findMany({ where: { key: "m:7" } });
  expect(await first("mairie")).toBe("Mairie de Bourg 2000");
  await createOpportunity(actor, { institutionId: small!.id });
  const found = (await searchPalette(actor, "mairie"))!.institutions.map(({ name }) => name);
  expect(found.slice(0, 3)).toEqual(["Mairie de Bourg 7", "Mairie de Bourg 2000", "Mairie de Bourg 1999"]);
});

test("people are found by a surname without its accents, a name and a place, a number, a part of an address", async () => {
  const { ddtm } = await herault();
  await createContact(actor, {
    institutionId: ddtm.id,
    firstName: "Hélène",
    lastName: "Castaing",
    email: "h.castaing@ddtm.example",
  });
  await createContact(actor, { firstName: "Karim", lastName: "Bensaïd" });
  const people = async (q: string) => (await searchPalette(actor, q))!.contacts.map(({ name }) => name);
  expect(await people("bensaid")).toEqual(["Karim Bensaïd"]);
  expect(await people("castaing herault")).toEqual(["Hélène Castaing"]);
  expect(await people("helene")).toEqual(["Hélène Castaing"]);
  expect(await people("h.castaing@")).toEqual(["Hélène Castaing"]);
  // Those who hold a post there come after the institution.
  expect(await people("ddtm 34")).toEqual(["Hélène Castaing"]);
});

test("a slip of the hand is read as the words that exist, and says so", async () => {
  await herault();
  await createContact(actor, { firstName: "Hélène", lastName: "Castaing" });
  expect(await searchPalette(actor, "prefecture heralut")).toMatchObject({
    read: "prefecture herault",
    institutions: [{ name: "Préfecture de l’Hérault" }],
  });
  expect(await first("noyno")).toBe("Mairie de Noyon");
  expect((await searchPalette(actor, "catsaing"))?.contacts[0]?.name).toBe("Hélène Castaing");
  expect(await searchPalette(actor, "zzyzx qwertz")).toMatchObject({
    read: null,
    institutions: [],
    contacts: [],
  });
});

test("nothing of another product is found: neither its people, nor what it added, nor its stages, nor its corrections", async () => {
  const { ddtm } = await herault();
  const theirs = await createActor();
  await createContact(theirs, { lastName: "Castaing", institutionId: ddtm.id });
  await createInstitution(theirs, {
    name: "Syndicat secret",
    siren: "999999999",
    phone: "01 02 03 04 05",
    acronym: "SECR",
  });
  await createOpportunity(theirs, { institutionId: ddtm.id, stage: "Volontaire" });
  await db.campaign.create({ data: { productId: theirs.productId, name: "Castaing", audience: {} } });
  await db.account.update({
    where: { productId_institutionId: { productId: theirs.productId, institutionId: ddtm.id } },
    data: { corrections: { name: { value: "Nom corrigé", at: "2026-01-01", byId: "x" } } },
  });
  await pool.query(`REFRESH MATERIALIZED VIEW "SearchWord"`);
  for (const q of ["castaing", "secret", "sercet", "999999999", "0102030405", "secr", "nom corrigé"])
    expect(await searchPalette(actor, q), q).toMatchObject({
      institutions: [],
      contacts: [],
      campaigns: [],
      read: null,
    });
  expect((await searchPalette(actor, "ddtm"))?.institutions[0]?.opportunity).toBeNull();
});

test("a merged contact is not found, an opposed one is told", async () => {
  const [kept, merged] = [
    await createContact(actor, { lastName: "Castaing" }),
    await createContact(actor, { lastName: "Castaing" }),
  ];
  await db.contact.update({ where: { id: merged.id }, data: { mergedIntoId: kept.id } });
  await db.contact.update({ where: { id: kept.id }, data: { opposedAt: new Date() } });
  expect((await searchPalette(actor, "castaing"))?.contacts).toMatchObject([{ id: kept.id, opposed: true }]);
});

test("whatever is typed, it answers: operators, quotes, jokers, another script, very long, nothing", async () => {
  await herault();
  for (const q of [
    "a & b | !c",
    "':*",
    "%%%%",
    "\\",
    "((((",
    "Привет",
    "مرحبا",
    "x".repeat(5_000),
    "34 ".repeat(500),
    "<->",
  ])
    await searchPalette(actor, q);
  expect(await searchPalette(actor, " ")).toBeNull();
  expect(await searchPalette(actor, "a")).toBeNull();
});
