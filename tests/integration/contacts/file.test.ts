import { expect, test } from "vitest";
import { getContactFile } from "#app/contacts/contact-file.server.ts";
import { createContact, deleteContact, updateContact } from "#app/contacts/contacts.server.ts";
import { countWaiting, listFunctions } from "#app/contacts/contacts-summary.server.ts";
import { listExchanges } from "#app/contacts/exchanges.server.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createActor, createSharedInstitution } from "../../factories.ts";

const source = "rencontre";

test("a file holds the posts and the addresses of today first, then the former ones", async () => {
  const actor = await createActor();
  const [before, after] = [
    await createSharedInstitution({ name: "DDTM" }),
    await createSharedInstitution({ name: "DRAAF" }),
  ];
  const { id } = await createContact(actor, {
    ...{ lastName: "Arnoux", function: "Chef", email: "a@ddtm.example", institutionId: before.id, source },
  });
  await updateContact(actor, id, { institutionId: after.id, email: "a@draaf.example", source: "signature" });
  const file = await getContactFile(actor, id);
  expect(file.posts.map((post) => [post.institution.name, post.function, post.validTo === null])).toEqual([
    ["DRAAF", null, true],
    ["DDTM", "Chef", false],
  ]);
  expect(file.addresses.map((address) => [address.value, address.source])).toEqual([
    ["a@draaf.example", "signature"],
    ["a@ddtm.example", "rencontre"],
  ]);
});

test("who may be the same person is said on both files", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const one = await createContact(actor, { lastName: "Arnoux", institutionId, source });
  const two = await createContact(actor, { lastName: "ARNOUX", institutionId, source });
  expect((await getContactFile(actor, one.id)).likeContacts.map(({ id }) => id)).toEqual([two.id]);
  expect((await getContactFile(actor, two.id)).likeContacts.map(({ id }) => id)).toEqual([one.id]);
});

test("a removed contact comes back whole: posts, addresses, and the exchanges with them", async () => {
  const actor = await createActor();
  const { productId } = actor;
  const { id: institutionId } = await createSharedInstitution();
  const { id } = await createContact(actor, {
    lastName: "Arnoux",
    email: "a@x.example",
    institutionId,
    source,
  });
  const exchange = { productId, institutionId, contactId: id, kind: "call" as const, summary: "Appel" };
  await db.interaction.create({ data: { ...exchange, happenedAt: new Date() } });
  const before = await getContactFile(actor, id);
  const { setId } = await deleteContact(actor, id);
  await expect(getContactFile(actor, id)).rejects.toMatchObject({ status: 404 });
  await undoChangeSet(actor, setId);
  expect(await getContactFile(actor, id)).toEqual(before);
  expect(await listExchanges(actor, id)).toHaveLength(1);
});

test("a file and its exchanges are one product's", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution();
  const { id } = await createContact(actor, { lastName: "Arnoux", institutionId, source });
  await expect(getContactFile(other, id)).rejects.toMatchObject({ status: 404 });
  expect(await listExchanges(other, id)).toEqual([]);
});

test("the functions offered are those held today, the most frequent first; an empty list says what is waiting", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution({ email: "mairie@x.example" });
  for (const post of ["Maire", "Adjoint", "Adjoint"]) {
    await createContact(actor, { lastName: "X", function: post, institutionId, source });
  }
  expect(await listFunctions(actor)).toEqual(["Adjoint", "Maire"]);
  expect(await listFunctions(other)).toEqual([]);
  expect(await countWaiting(actor)).toEqual({ followed: 1, reachable: 1 });
  expect(await countWaiting(other)).toEqual({ followed: 0, reachable: 0 });
});
