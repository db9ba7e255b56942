import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { askUndo, readUndoing, runUndo } from "#app/imports/undo.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { bringIn } from "./bring-in.ts";

const everything = async () => ({
  contacts: await db.contact.findMany({ orderBy: { id: "asc" } }),
  positions: await db.position.findMany({ orderBy: { id: "asc" } }),
  addresses: await db.address.findMany({ orderBy: { id: "asc" } }),
  accounts: await db.account.findMany({ orderBy: { id: "asc" } }),
  institutions: await db.institution.findMany({ orderBy: { id: "asc" } }),
});

async function undo(...[actor, id]: Parameters<typeof askUndo>) {
  await askUndo(actor, id);
  await runUndo(id);
  const done = await db.import.findUniqueOrThrow({ where: { id } });
  expect(done.undoneAt).not.toBeNull();
  return readUndoing(done.undoing);
}

test("undoing an import leaves everything as it was: what it made leaves, what it changed is as before", async () => {
  const actor = await createActor();
  const place = await createInstitution(actor, { name: "Maison commune" });
  await createContact(actor, {
    institutionId: place.id,
    firstName: "Maud",
    lastName: "Tessier",
    email: "m@x.example",
  });
  const before = await everything();
  const file = [
    "prénom;nom;fonction;courriel;téléphone;institution",
    "Maude;Tessier;Directrice;m@x.example;0467878300;Maison commune",
    "Bruno;Lavergne;;b@x.example;;Maison commune",
    "Karim;Diallo;Adjoint;;;Maison commune",
  ].join("\n");
  const { id } = await bringIn(actor, "contacts", file);
  expect(await undo(actor, id)).toMatchObject({ keptCount: 0 });
  expect(await everything()).toEqual(before);
  await expect(undo(actor, id)).resolves.toMatchObject({ keptCount: 0 });
});

test("what was touched since is left as it is, and told", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const file = "nom;courriel;institution\nA;a@x.example;Maison commune\nB;b@x.example;Maison commune\n";
  const { id } = await bringIn(actor, "contacts", file);
  const touched = await db.contact.findFirstOrThrow({ where: { lastName: "A" } });
  await db.contact.update({ where: { id: touched.id }, data: { note: "Rappelée" } });
  const undoing = await undo(actor, id);
  expect(undoing.kept).toContainEqual({ table: "Contact", rowId: touched.id, reason: "changed" });
  expect(await db.contact.findMany({ select: { lastName: true } })).toEqual([{ lastName: "A" }]);
  expect(await db.address.count()).toBe(1);
});

test("institutions and usage figures are undone as contacts are", async () => {
  const actor = await createActor();
  const known = await createInstitution(actor, {
    name: "Maison commune",
    siren: "123456789",
    email: "avant@x.example",
  });
  const before = await everything();
  const places = await bringIn(
    actor,
    "institutions",
    "nom;siren;type;courriel\nMaison commune;123 456 789;;apres@x.example\nAutre maison;;association;\n",
  );
  expect(places).toMatchObject({ created: 1, updated: 1 });
  const usage =
    "siren;mesure;date;valeur\n123456789;visites;12/03/2026;10\n123456789;visites;13/03/2026;12\n";
  const facts = await bringIn(actor, "usage", usage);
  expect(await undo(actor, facts.id)).toMatchObject({ reverted: 2, keptCount: 0 });
  expect(await db.usageFact.count()).toBe(0);
  expect(await undo(actor, places.id)).toMatchObject({ keptCount: 0 });
  expect(await everything()).toEqual(before);
  expect(known.email).toBe("avant@x.example");
});

test("the history sends a whole import to its own page", async () => {
  const actor = await createActor();
  await createInstitution(actor, { name: "Maison commune" });
  const { id } = await bringIn(actor, "contacts", "nom;institution\nA;Maison commune\n");
  const { setId } = await db.import.findUniqueOrThrow({ where: { id } });
  await expect(undoChangeSet(actor, setId)).rejects.toMatchObject({ code: "conflict" });
});

test("an import of another product is not there to be undone; a reader undoes nothing", async () => {
  const [ours, theirs, reader] = [await createActor(), await createActor(), await createActor("reader")];
  await createInstitution(theirs, { name: "Maison commune" });
  const { id } = await bringIn(theirs, "contacts", "nom;institution\nA;Maison commune\n");
  await expect(askUndo(ours, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(askUndo(reader, id)).rejects.toMatchObject({ code: "forbidden" });
});
