import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { runCli, runJson } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "essaim-import-"));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const made = () =>
  addProduct({
    ...{ product: "Parcelle", name: "Camille", email: "camille@essaim.example" },
    password: "une phrase convient",
  });

test("import answers what it made, changed, left and refused, and exits with 0 all the same", async () => {
  await made();
  const places = await runJson([
    "import",
    "institutions",
    file("i.csv", "nom;type\nMaison commune;mairie\nX;planète\n"),
  ]);
  expect([places.code, places.answer]).toEqual([
    0,
    {
      ...{ importId: expect.any(String), created: 1, updated: 0, unchanged: 0 },
      refused: [{ line: 3, reasons: [expect.stringMatching(/« planète » est inconnu/)] }],
    },
  ]);
  const contacts = file("c.csv", "nom;courriel;institution\nTessier;m@x.example;Maison commune\n");
  const dry = await runJson(["import", "contacts", contacts, "--dry-run"]);
  expect(dry.answer).toMatchObject({ created: 1, updated: 0, unchanged: 0, refused: [] });
  expect(await db.contact.count()).toBe(0);
  expect((await runJson(["import", "contacts", contacts])).answer).toMatchObject({ created: 1, refused: [] });
  expect((await runJson(["import", "contacts", contacts])).answer).toMatchObject({
    created: 0,
    unchanged: 1,
  });
  const usage = file("u.csv", "institution;mesure;date;valeur\nMaison commune;visites;12/03/2026;1 204,5\n");
  expect((await runJson(["import", "usage", usage])).answer).toMatchObject({ created: 1, refused: [] });
  expect(await db.usageFact.findFirstOrThrow()).toMatchObject({ metric: "visites", value: 1204.5 });
});

test("a file that cannot be read ends with a sentence and another exit code", async () => {
  await made();
  const none = await runJson(["import", "contacts", join(folder, "absent.csv")]);
  expect([none.code, none.answer.error.message]).toEqual([1, expect.stringMatching(/n’existe pas/)]);
  const binary = await runJson([
    "import",
    "contacts",
    file("b.csv", Buffer.from([137, 80, 78, 71, 0, 0, 1])),
  ]);
  expect([binary.code, binary.answer.error.message]).toEqual([
    1,
    expect.stringMatching(/n’est pas un tableau/),
  ]);
  const open = await runJson(["import", "contacts", file("q.csv", 'nom;courriel\n"A;a@x.example\n')]);
  expect([open.code, open.answer.error.message]).toEqual([
    1,
    expect.stringMatching(/ligne 2 n’est jamais refermé/),
  ]);
  expect(await db.upload.count()).toBe(0);
  expect((await runCli(["import", "contacts"])).code).toBe(2);
});
