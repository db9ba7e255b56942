import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { createActor, createInstitution } from "../../factories.ts";
import { bringIn, prepare } from "./bring-in.ts";
import { workbook, zip } from "./workbook.ts";

const refusalOf = async (content: string | Uint8Array) => {
  const actor = await createActor();
  const error = await prepare(actor, "contacts", content).then(
    () => null,
    (thrown: { code: string; message: string }) => thrown,
  );
  expect(await db.upload.count()).toBe(0);
  expect(await db.import.count()).toBe(0);
  return error && `${error.code}: ${error.message}`;
};

test("what is no table is refused with a sentence, and forgotten", async () => {
  expect(await refusalOf("")).toMatch(/^invalid: Ce fichier est vide/);
  expect(await refusalOf("\n\n ;; \n")).toMatch(/vide/);
  expect(await refusalOf("nom;courriel;institution\n")).toMatch(/n’a que des titres/);
  expect(await refusalOf(Buffer.from("%PDF-1.7\0\0\u0001binaire"))).toMatch(/n’est pas un tableau/);
  expect(await refusalOf(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toMatch(/ancien format d’Excel/);
  const wide = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(";");
  expect(await refusalOf(`${wide}\n${wide}\n`)).toMatch(/10000 colonnes, 200 au plus/);
  expect(await refusalOf('nom;courriel\n"Tessier;a@x.fr\nB;b@x.fr\n')).toMatch(
    /ligne 2 n’est jamais refermé/,
  );
});

test("a workbook that swells, lies, breaks off or is none is refused", async () => {
  const bomb = deflateRawSync(Buffer.alloc(100_000_000, " "));
  expect(await refusalOf(zip({ "xl/workbook.xml": { deflated: bomb, size: 100_000_000 } }))).toMatch(
    /démesuré/,
  );
  expect(await refusalOf(zip({ "xl/workbook.xml": { deflated: bomb, size: 10 } }))).toMatch(/abîmé|démesuré/);
  const whole = workbook([
    ["nom", "courriel"],
    ["A", "a@x.fr"],
  ]);
  expect(await refusalOf(whole.subarray(0, whole.length - 30))).toMatch(/abîmé/);
  expect(await refusalOf(whole.subarray(0, whole.length / 2))).toMatch(/abîmé/);
  expect(await refusalOf(zip({ "autre.txt": "bonjour" }))).toMatch(/n’est pas un classeur Excel/);
  const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>`;
  expect(await refusalOf(zip({ "xl/workbook.xml": entities }))).toMatch(/abîmé/);
});

test("a workbook comes in: shared words, days, a SIREN typed as a number, an INSEE code without its zero", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune", siren: "213401458" });
  const file = workbook([
    ["Nom", "Courriel", "SIREN", "Collecté le"],
    ["Tessier", "t@x.example", 213401458, { day: 46_093 }],
    ["Lavergne", "l@x.example", "213 401 458", "12/03/2026"],
  ]);
  expect(await bringIn(actor, "contacts", file)).toMatchObject({ created: 2, refused: [] });
  const addresses = await db.address.findMany({ orderBy: { value: "asc" } });
  expect(addresses.map(({ collectedAt }) => collectedAt.toISOString().slice(0, 10))).toEqual([
    "2026-03-12",
    "2026-03-12",
  ]);
});

test("formulas, control characters and foreign bytes are refused line by line; what cannot be seen goes away", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const line = (name: string, mail: string) => `${name};${mail};Maison commune`;
  const good = ["nom;courriel;institution", line("Élodie", "a@x.fr"), line("=HYPERLINK(1)", "b@x.fr")];
  const text = [
    ...good,
    line("Te\u202essier\u200b", "c@x.fr"),
    line("Bad\u0007", "d@x.fr"),
    line("Éve", "e@x.fr"),
  ].join("\n");
  const mixed = Buffer.concat([
    Buffer.from(`${text}\n`),
    Buffer.from(line("H\xe9l\xe8ne", "f@x.fr"), "latin1"),
  ]);
  const report = await bringIn(actor, "contacts", mixed);
  expect(report.created).toBe(3);
  expect(report.refused.map(({ line: at, reasons }) => [at, reasons[0]])).toEqual([
    [3, expect.stringMatching(/formule/)],
    [5, expect.stringMatching(/contrôle/)],
    [7, expect.stringMatching(/pas encodée comme le reste/)],
  ]);
  const names = (await db.contact.findMany({ orderBy: { lastName: "asc" } })).map(({ lastName }) => lastName);
  expect(names).toEqual(["Élodie", "Éve", "Tessier"]);
});

test("Windows-1252 is recognised from its bytes", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const file = Buffer.from(
    "pr\xe9nom;nom;institution\nH\xe9l\xe8ne;Castaing \x96 D\xfcrr;Maison commune\n",
    "latin1",
  );
  expect(await bringIn(actor, "contacts", file)).toMatchObject({ created: 1 });
  expect(await db.contact.findFirstOrThrow()).toMatchObject({
    firstName: "Hélène",
    lastName: "Castaing – Dürr",
  });
});
