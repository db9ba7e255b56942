import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { exportList } from "#app/exports/export.server.ts";
import type { ExportList } from "#app/exports/lists.ts";
import { csvReader } from "#app/imports/csv.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";
import { bringIn } from "../imports/bring-in.ts";

async function exported(
  actor: Actor,
  list: ExportList,
  params: Record<string, string> = {},
): Promise<string> {
  const { body } = await exportList(actor, list, new URLSearchParams(params));
  // Not `text()`, which takes the mark at the beginning away.
  return Buffer.from(await new Response(body).arrayBuffer()).toString();
}

function rowsOf(csv: string): string[][] {
  const reader = csvReader(";");
  return [...reader.push(csv.slice(1)), ...reader.end()].map(({ cells }) => cells);
}

test("a list leaves as a French spreadsheet reads it, names rather than ids, and is noted", async () => {
  const actor = await createActor();
  const place = await createInstitution(actor, { name: "Maison ; commune", siren: "123456789" });
  await createContact(actor, {
    institutionId: place.id,
    firstName: "Élodie",
    lastName: "=cmd()",
    email: "e@x.example",
  });
  const csv = await exported(actor, "contacts");
  expect(csv.startsWith("\ufeffPrénom;Nom;Fonction;Courriel;")).toBe(true);
  expect(csv.endsWith("\r\n")).toBe(true);
  const [heads, row] = rowsOf(csv);
  const cell = (head: string) => row![heads!.indexOf(head)];
  expect([cell("Nom"), cell("Institution"), cell("SIREN")]).toEqual([
    "'=cmd()",
    "Maison ; commune",
    "123456789",
  ]);
  expect(csv).not.toContain(place.id);
  expect(await db.export.findMany()).toMatchObject([
    { list: "contacts", rows: 1, createdById: actor.userId, finishedAt: expect.any(Date) },
  ]);
});

test("what is typed, the filter and the order are those of the list", async () => {
  const actor = await createActor();
  for (const [name, kind] of [
    ["Bois", "other"],
    ["Argile", "association"],
    ["Bois Clair", "association"],
  ] as const)
    await createInstitution(actor, { name, kind });
  const names = async (params: Record<string, string>) =>
    rowsOf(await exported(actor, "institutions", params))
      .slice(1)
      .map(([name]) => name);
  expect(await names({})).toEqual(["Argile", "Bois", "Bois Clair"]);
  expect(await names({ tri: "-name" })).toEqual(["Bois Clair", "Bois", "Argile"]);
  expect(await names({ q: "bois" })).toEqual(["Bois", "Bois Clair"]);
  const filtre = JSON.stringify({ field: "kind", op: "is", value: "association" });
  expect(await names({ filtre })).toEqual(["Argile", "Bois Clair"]);
  await expect(exported(actor, "institutions", { tri: "nimporte" })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("the columns chosen are those of the file, with what a row is known by when it comes back", async () => {
  const actor = await createActor();
  const place = await createInstitution(actor, { name: "Maison commune", siren: "123456789" });
  const who = { firstName: "Élodie", lastName: "Roux", email: "e@x.example" };
  await createContact(actor, { institutionId: place.id, ...who });
  const heads = async (list: ExportList, colonnes: string) =>
    rowsOf(await exported(actor, list, { colonnes }))[0]!;
  const known = ["Nom", "Sigle", "Type", "SIREN", "SIRET", "Territoire", "Département"];
  expect(await heads("institutions", "stage,departement,inconnu")).toEqual([...known, "Étape"]);
  expect(await heads("institutions", "")).toEqual(known);
  expect(await heads("contacts", "lastName,phone")).toEqual([
    ...["Prénom", "Nom", "Courriel", "Téléphone", "Autres téléphones", "Institution", "SIREN", "SIRET"],
    ...["Code INSEE", "Département", "Source", "Collecté le", "Opposition"],
  ]);
  expect((await heads("institutions", "name,phone")).at(-1)).toBe("Téléphone");
});

test("partnerships, exchanges and usage figures leave too, each product's own", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const place = await createSharedInstitution({ name: "Mairie de Lunel" });
  const stage = await db.stage.findFirstOrThrow({ where: { productId: ours.productId, name: "Contacté" } });
  const { productId } = ours;
  await db.opportunity.create({
    data: { productId, institutionId: place.id, stageId: stage.id, ownerId: ours.userId },
  });
  const exchange = {
    kind: "call",
    summary: "Rappeler",
    happenedAt: new Date("2026-03-12T10:00:00Z"),
  } as const;
  await db.interaction.create({ data: { productId, institutionId: place.id, ...exchange } });
  await db.usageFact.create({
    data: {
      productId,
      institutionId: place.id,
      metric: "visites",
      date: new Date("2026-03-12"),
      value: 12.5,
    },
  });
  await createContact(theirs, { institutionId: place.id });
  const second = async (actor: Actor, list: ExportList) => rowsOf(await exported(actor, list))[1];
  expect(await second(ours, "partenariats")).toEqual(expect.arrayContaining(["Mairie de Lunel", "Contacté"]));
  expect(await second(ours, "echanges")).toEqual(expect.arrayContaining(["12/03/2026", "Appel", "Rappeler"]));
  expect(await second(ours, "usage")).toEqual(expect.arrayContaining(["visites", "12/03/2026", "12,5"]));
  for (const list of ["partenariats", "echanges", "usage"] as const)
    expect(await second(theirs, list)).toBeUndefined();
  expect(await second(ours, "contacts")).toBeUndefined();
  const again = await bringIn(ours, "usage", await exported(ours, "usage"));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1, refused: [] });
});

const words = fc.string({
  unit: fc.constantFrom(..."aéÉ'=+-@;,\" \t\u00a0œ1".split("")),
  minLength: 1,
  maxLength: 10,
});
const word = words.map((text) => text.trim()).filter((text) => /[a-zé]/i.test(text));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: length, maxLength: length });

const place = fc.record({
  ...{
    name: word,
    acronym: maybe(word),
    siren: maybe(digits(9)),
    email: maybe(fc.constant("Contact@x.example")),
  },
  ...{ phone: maybe(fc.constantFrom("04 67 87 83 00", "+33 4 67", "3949 / poste 12")), own: fc.boolean() },
  ...{
    address: maybe(fc.constantFrom("1, rue; du Pont", "1 rue\nde la Paix")),
    website: maybe(fc.constant("https://x.fr/")),
  },
  kind: fc.constantFrom("commune", "other", "social_security", "epci"),
});
const person = fc.record({
  ...{
    firstName: maybe(word),
    lastName: maybe(word),
    function: maybe(word),
    note: maybe(word),
    at: fc.nat(3),
  },
  ...{
    emails: fc.uniqueArray(fc.constantFrom("a@x.fr", "B.c@x.fr", "d-e@y.fr", "f@z.fr"), { maxLength: 2 }),
  },
  phones: fc.uniqueArray(fc.constantFrom("04 67 87 83 00", "+33612345678", "04/67/87/83/01"), {
    maxLength: 2,
  }),
});

test("whatever a product holds, its export brought in again makes nothing and changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(place, { selector: ({ siren }) => siren ?? {}, minLength: 1, maxLength: 4 }),
      fc.array(person, { maxLength: 5 }),
      fc.constantFrom(null, null, "", "lastName", "phone,source", "email,stage,function"),
      async (places, people, colonnes) => {
        const actor = await createActor();
        const { productId } = actor;
        const ids: string[] = [];
        for (const { own, ...facts } of places)
          ids.push(
            (own
              ? await createInstitution(actor, facts as never)
              : await createSharedInstitution(facts as never)
            ).id,
          );
        for (const { at, emails, phones, ...facts } of people) {
          if (!facts.lastName && emails.length === 0) continue;
          const { function: post, ...named } = facts;
          const address = (kind: "email" | "phone") => (value: string, index: number) => ({
            ...{ productId, kind, value, primary: index === 0, source: "rencontre", collectedAt: new Date() },
            normalized: kind === "email" ? value.toLowerCase() : value.replace(/\D/g, "").replace(/^33/, "0"),
          });
          await db.contact.create({
            data: {
              ...{ productId, ...named },
              positions: { create: { productId, institutionId: ids[at % ids.length]!, function: post } },
              addresses: { create: [...emails.map(address("email")), ...phones.map(address("phone"))] },
            },
          });
        }
        for (const list of ["institutions", "contacts"] as const) {
          const csv = await exported(actor, list, colonnes === null ? {} : { colonnes });
          if (rowsOf(csv).length < 2) continue;
          const again = await bringIn(actor, list, csv);
          expect(again).toMatchObject({ state: "finished", created: 0, updated: 0 });
        }
        await db.institution.deleteMany();
      },
    ),
    { numRuns: 15 },
  );
});
