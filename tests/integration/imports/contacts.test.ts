import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { opposeByEmail } from "./oppose.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { bringIn } from "./bring-in.ts";

const addressesOf = (contactId: string) =>
  db.address.findMany({
    where: { contactId },
    orderBy: [{ kind: "asc" }, { createdAt: "asc" }, { value: "asc" }],
  });

test("a messy file comes in: its kinds of places, of names and of addresses", async () => {
  const actor = await createActor("deployer");
  const lunel = await createSharedInstitution({ name: "Mairie de Lunel", siren: "213401458" });
  await createSharedInstitution({
    ...{ name: "Mairie de L’Abergement-Clémenciat", territoryCode: null, kind: "commune" },
  });
  await db.territory.create({
    data: { code: "01001", kind: "commune", name: "L'Abergement-Clémenciat", source: "COG", vintage: "2026" },
  });
  await db.institution.updateMany({
    where: { name: { contains: "Abergement" } },
    data: { territoryCode: "01001", departementCode: "01" },
  });
  const file = [
    "Prénom;Nom;Fonction;Courriel;Téléphone;Institution;Note",
    'Maud;Tessier;DGS;maud.tessier@lunel.example;04 67 87 83 00;213 401 458;"Vue au salon',
    'mardi"',
    "Bruno;Lavergne;;bruno@abergement.example / b.lavergne@abergement.example;612345678;1001;",
    ";;;contact@lunel.example;;MAIRIE DE LUNEL;",
    ";;;pas une adresse;;213 401 458;",
    "Maud;Tessier;;MAUD.TESSIER@lunel.example;;213 401 458;",
    "Hélène;Castaing;;helene@nulle.example;;Institution de nulle part;",
  ].join("\r\n");
  const report = await bringIn(actor, "contacts", `\ufeff${file}\r\n`);
  expect(report).toMatchObject({ state: "finished", created: 3, updated: 0, unchanged: 0 });
  expect(report.refused).toEqual([
    { line: 6, reasons: [expect.stringMatching(/n’a pas la forme d’un courriel/)] },
    { line: 7, reasons: ["déjà à la ligne 2"] },
    { line: 8, reasons: [expect.stringMatching(/institution inconnue/)] },
  ]);
  const contacts = await db.contact.findMany({
    where: { productId: actor.productId },
    include: { positions: true },
    orderBy: { lastName: "asc" },
  });
  expect(contacts.map(({ firstName, lastName, role }) => [firstName, lastName, role])).toEqual([
    ["Bruno", "Lavergne", false],
    ["Maud", "Tessier", false],
    [null, null, true],
  ]);
  expect(contacts[1]).toMatchObject({
    note: "Vue au salon\nmardi",
    positions: [{ institutionId: lunel.id, function: "DGS" }],
  });
  const addresses = await addressesOf(contacts[0]!.id);
  expect(addresses.map(({ normalized, primary, source }) => [normalized, primary, source])).toEqual([
    ["b.lavergne@abergement.example", false, "salon des maires"],
    ["bruno@abergement.example", true, "salon des maires"],
    ["0612345678", true, "salon des maires"],
  ]);
  expect(await db.account.count({ where: { productId: actor.productId } })).toBe(2);
  expect(await db.importKey.count()).toBe(0);
  expect(await db.upload.count()).toBe(0);

  const again = await bringIn(actor, "contacts", file);
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  expect(again.refused.map(({ line }) => line)).toEqual([6, 7, 8]);
});

test("a dry run says the same as the run, and writes no contact", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const file = "nom;courriel;institution\nTessier;m@lunel.example;Maison commune\nTessier;;Maison commune\n";
  const dry = await bringIn(actor, "contacts", file, { dry: true });
  expect(dry).toMatchObject({ state: "ready", created: 1, updated: 0, unchanged: 0 });
  expect(await db.contact.count()).toBe(0);
  const { id: _, state: __, ...said } = dry;
  expect(await bringIn(actor, "contacts", file)).toMatchObject(said);
});

test("an old address still tells who it is; empty cells blank nothing; a known post is kept", async () => {
  const actor = await createActor();
  const before = await createInstitution(actor, { name: "Ancienne maison" });
  const contact = await createContact(actor, {
    ...{ institutionId: before.id, firstName: "Maud", lastName: "Tessier", email: "ancienne@x.example" },
    function: "Directrice",
  });
  await db.address.updateMany({ where: { contactId: contact.id }, data: { validTo: new Date() } });
  await db.address.create({
    data: {
      ...{ productId: actor.productId, contactId: contact.id, kind: "email", value: "neuve@x.example" },
      ...{ normalized: "neuve@x.example", source: "rencontre", collectedAt: new Date() },
    },
  });
  await createInstitution(actor, { name: "Autre maison" });
  const file = [
    "nom,prénom,fonction,email,téléphone,institution",
    "Tessier,,,ancienne@x.example,0467878300,Autre maison",
  ].join("\n");
  expect(await bringIn(actor, "contacts", file)).toMatchObject({ created: 0, updated: 1, refused: [] });
  const after = await db.contact.findUniqueOrThrow({
    where: { id: contact.id },
    include: { positions: true, addresses: { where: { validTo: null } } },
  });
  expect(after).toMatchObject({
    firstName: "Maud",
    positions: [{ institutionId: before.id, function: "Directrice" }],
  });
  expect(after.addresses.map(({ value }) => value).toSorted()).toEqual(["0467878300", "neuve@x.example"]);
  expect(await bringIn(actor, "contacts", file)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});

test("whoever has no address is found by name at the institution, and receives theirs", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  await bringIn(actor, "contacts", "prénom;nom;institution\nHélène;Castaing;Maison commune\n");
  const file = "prénom;nom;courriel;institution\nHELENE;castaing;h@lunel.example;Maison Commune\n";
  expect(await bringIn(actor, "contacts", file)).toMatchObject({ created: 0, updated: 1 });
  expect(await db.contact.count()).toBe(1);
});

test("an opposed address stays opposed", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  await opposeByEmail("non@lunel.example");
  const file = "nom;courriel;institution\nTessier;Non@lunel.example;Maison commune\n";
  await bringIn(actor, "contacts", file);
  expect(await db.contact.findFirstOrThrow()).toMatchObject({ opposedAt: expect.any(Date) });
  const [{ opposedAt }] = [await db.contact.findFirstOrThrow()];
  await bringIn(actor, "contacts", file);
  expect((await db.contact.findFirstOrThrow()).opposedAt).toEqual(opposedAt);
});

test("an ambiguous name is refused with its candidates; the département or the postcode decides", async () => {
  const actor = await createActor();
  for (const [code, postcode] of [
    ["93066", "93200"],
    ["97411", "97400"],
  ]) {
    await db.territory.create({
      data: {
        ...{ code: code!, kind: "commune", name: "Saint-Denis", source: "COG", vintage: "2026" },
        ...{ departementCode: code!.startsWith("97") ? "974" : "93", postcodes: [postcode!] },
      },
    });
    await createSharedInstitution({
      ...{ name: "Mairie de Saint-Denis", territoryCode: code!, kind: "commune" },
      departementCode: code!.startsWith("97") ? "974" : "93",
    });
  }
  const file = [
    "nom;courriel;institution;code postal;département",
    "A;a@x.example;Mairie de St-Denis;;",
    "B;b@x.example;mairie de saint denis;93200;",
    "C;c@x.example;Saint-Denis;;974",
    "D;d@x.example;Commune de Saint-Denis;;",
    "E;e@x.example;Saint-Denis (974);;",
  ].join("\n");
  const report = await bringIn(actor, "contacts", file);
  expect(report.created).toBe(3);
  expect(report.refused.map(({ line }) => line)).toEqual([2, 5]);
  expect(report.refused[0]!.reasons[0]).toMatch(
    /plusieurs institutions \(Mairie de Saint-Denis \((93|974)\)/,
  );
});

test("another product's contacts are nobody here", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const place = await createSharedInstitution({ name: "Mairie de Lunel" });
  const their = await createContact(theirs, {
    institutionId: place.id,
    lastName: "Tessier",
    email: "m@lunel.example",
  });
  await createInstitution(theirs, { name: "Maison voisine" });
  const file =
    "nom;courriel;institution\nAutre;m@lunel.example;Mairie de Lunel\nX;x@x.example;Maison voisine\n";
  const report = await bringIn(ours, "contacts", file);
  expect(report).toMatchObject({ created: 1, updated: 0 });
  expect(report.refused).toMatchObject([{ line: 3 }]);
  expect(await db.contact.findUniqueOrThrow({ where: { id: their.id } })).toMatchObject({
    lastName: "Tessier",
  });
});

test("a reader brings nothing in", async () => {
  const reader = await createActor("reader");
  await expect(bringIn(reader, "contacts", "nom;courriel\nA;a@x.example\n")).rejects.toMatchObject({
    code: "forbidden",
  });
});
