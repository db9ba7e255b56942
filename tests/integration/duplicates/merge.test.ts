import fc from "fast-check";
import { expect, test } from "vitest";
import { getContact, listContacts } from "#app/contacts/contacts.server.ts";
import { deleteContact } from "#app/contacts/delete-contact.server.ts";
import { updateContact } from "#app/contacts/update-contact.server.ts";
import { db } from "#app/db/db.server.ts";
import { mergeContacts } from "#app/duplicates/merge.server.ts";
import { unmergeContacts } from "#app/duplicates/unmerge.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createActor, createContact } from "../../factories.ts";
import { snapshot } from "../history/snapshot.ts";
import { createSampled, createStage, meetTogether, person, piecesOf } from "./sample.ts";

const side = fc.option(fc.constantFrom("one" as const, "other" as const), { nil: undefined });
const choices = fc.record({
  firstName: side,
  lastName: side,
  email: side,
  phone: side,
  post: side,
  note: side,
});

/** The database but for the record that a merge was made. */
async function everythingElse() {
  const { ContactMerge: _, ...rest } = await snapshot();
  return rest;
}

test("to merge, then to separate, is to have done nothing, whoever the two are and whatever was chosen", async () => {
  const actor = await createActor("deployer");
  const stage = await createStage(actor);
  await fc.assert(
    fc.asyncProperty(person, person, choices, fc.nat(3), async (a, b, chosen, meeting) => {
      const one = await createSampled(actor, stage, a);
      const other = await createSampled(actor, stage, b);
      await meetTogether(actor, stage.institutions[0]!, [one, other], [null, one, other, null][meeting]!);
      const before = await everythingElse();
      const { mergeId } = await mergeContacts(actor, one, other, chosen);
      const merged = await piecesOf(one);
      const now = merged.positions.filter(({ primary, validTo }) => primary && !validTo);
      expect(now.length).toBe([...a.posts, ...b.posts].some(({ validTo }) => !validTo) ? 1 : 0);
      const { opposedAt } = await db.contact.findUniqueOrThrow({ where: { id: one } });
      expect(opposedAt !== null).toBe(a.opposedAt !== null || b.opposedAt !== null);
      const { kept } = await unmergeContacts(actor, mergeId);
      expect(kept).toEqual([]);
      expect(await everythingElse()).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test("the survivor has everything, once, and the other is found nowhere", async () => {
  const actor = await createActor("deployer");
  const stage = await createStage(actor);
  const [here, there] = stage.institutions as [string, string];
  const same = { firstName: "Hélène", lastName: "Castaing", institutionId: here };
  const one = await createContact(actor, { ...same, email: "h@un.example" });
  const other = await createContact(actor, { ...same, email: "H@un.example", function: "Cheffe" });
  await updateContact(actor, other.id, { phone: "04 67 00 00 00", source: "appel" });
  await meetTogether(actor, there, [one.id, other.id], null);
  const { productId } = actor;
  for (const campaignId of stage.campaigns)
    await db.enrollment.create({ data: { productId, campaignId, contactId: other.id } });
  await db.enrollment.create({ data: { productId, campaignId: stage.campaigns[0]!, contactId: one.id } });

  await mergeContacts(actor, one.id, other.id);

  const merged = await getContact(actor, one.id);
  expect(merged).toMatchObject({ email: "h@un.example", phone: "04 67 00 00 00", function: "Cheffe" });
  const pieces = await piecesOf(one.id);
  expect(pieces.positions).toHaveLength(1);
  expect(pieces.addresses).toHaveLength(2);
  expect(pieces.enrollments).toHaveLength(2);
  expect(await db.participant.count()).toBe(1);
  const { items, total } = await listContacts(actor, {});
  expect([items.map(({ id }) => id), total]).toEqual([[one.id], 1]);
  await expect(getContact(actor, other.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a merge is refused in a circle, twice, with itself, and with somebody else's contact", async () => {
  const [actor, stranger] = [await createActor("deployer"), await createActor("deployer")];
  const [a, b, c] = [await createContact(actor), await createContact(actor), await createContact(actor)];
  const theirs = await createContact(stranger);
  await mergeContacts(actor, a.id, b.id);
  const conflict = expect.objectContaining({ code: "conflict" });
  await expect(mergeContacts(actor, b.id, a.id)).rejects.toEqual(conflict);
  await expect(mergeContacts(actor, a.id, b.id)).rejects.toEqual(conflict);
  await expect(mergeContacts(actor, c.id, b.id)).rejects.toEqual(conflict);
  await expect(mergeContacts(actor, a.id, a.id)).rejects.toMatchObject({ code: "invalid" });
  await expect(mergeContacts(actor, a.id, theirs.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(mergeContacts(stranger, a.id, c.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a chain comes apart from its end, back to the beginning", async () => {
  const actor = await createActor("deployer");
  const [a, b, c] = [await createContact(actor), await createContact(actor), await createContact(actor)];
  const before = await everythingElse();
  const first = await mergeContacts(actor, b.id, a.id);
  const second = await mergeContacts(actor, c.id, b.id);
  await expect(unmergeContacts(actor, first.mergeId)).rejects.toMatchObject({ code: "conflict" });
  await unmergeContacts(actor, second.mergeId);
  await unmergeContacts(actor, first.mergeId);
  expect(await everythingElse()).toEqual(before);
  await expect(unmergeContacts(actor, first.mergeId)).rejects.toMatchObject({ code: "conflict" });
});

test("of two people who merge the same contact at once, one is told", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [await createContact(actor), await createContact(actor)];
  const results = await Promise.allSettled([
    mergeContacts(actor, a.id, b.id),
    mergeContacts(actor, b.id, a.id),
    mergeContacts(actor, a.id, b.id),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  expect(await db.contact.count({ where: { mergedIntoId: { not: null } } })).toBe(1);
});

test("what was changed since stays with the survivor and is said; the rest goes back", async () => {
  const actor = await createActor("deployer");
  const one = await createContact(actor, {
    firstName: "Hélène",
    lastName: "Castaing",
    email: "h@un.example",
  });
  const other = await createContact(actor, {
    firstName: "Helene",
    lastName: "Castin",
    email: "c@deux.example",
  });
  const { mergeId } = await mergeContacts(actor, one.id, other.id, { firstName: "other", lastName: "other" });
  const [moved] = await db.address.findMany({ where: { normalized: "c@deux.example" } });
  await db.address.update({ where: { id: moved!.id }, data: { source: "appel" } });
  await updateContact(actor, one.id, { lastName: "Castaing-Roux" });
  const { kept, message } = await unmergeContacts(actor, mergeId);
  expect(kept).toEqual(["le nom", "1 adresse"]);
  expect(message).toContain("le nom, 1 adresse");
  expect(await getContact(actor, one.id)).toMatchObject({ firstName: "Hélène", lastName: "Castaing-Roux" });
  expect(await getContact(actor, other.id)).toMatchObject({ firstName: "Helene", lastName: "Castin" });
  expect(await db.address.findUniqueOrThrow({ where: { id: moved!.id } })).toMatchObject({
    contactId: one.id,
  });
});

test("a new address taken since leaves the former one in second place", async () => {
  const actor = await createActor("deployer");
  const one = await createContact(actor, { email: "h@un.example" });
  const other = await createContact(actor, { email: "c@deux.example" });
  const { mergeId } = await mergeContacts(actor, one.id, other.id, { email: "other" });
  await updateContact(actor, one.id, { email: "neuve@un.example", source: "appel" });
  await unmergeContacts(actor, mergeId);
  expect(await getContact(actor, one.id)).toMatchObject({ email: "neuve@un.example" });
});

test("« Annuler » after a merge separates, to the byte", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [await createContact(actor), await createContact(actor)];
  await db.contact.update({ where: { id: b.id }, data: { opposedAt: new Date() } });
  const before = await everythingElse();
  const { setId } = await mergeContacts(actor, a.id, b.id);
  expect(await undoChangeSet(actor, setId)).toMatchObject({ kept: [] });
  expect(await everythingElse()).toEqual(before);
});

test("an opposition of either is the survivor's, and one that comes later is not undone", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [await createContact(actor, { email: "a@un.example" }), await createContact(actor)];
  await db.contact.update({ where: { id: b.id }, data: { opposedAt: new Date() } });
  const { mergeId } = await mergeContacts(actor, a.id, b.id);
  expect((await getContact(actor, a.id)).opposedAt).not.toBeNull();
  const { recordOpposition } = await import("#app/outbox/opposition.server.ts");
  await recordOpposition(actor, a.id);
  const { kept } = await unmergeContacts(actor, mergeId);
  expect(kept).toContain("l’opposition");
  expect((await getContact(actor, a.id)).opposedAt).not.toBeNull();
});

test("who is deleted takes along those merged into them, and comes back with them", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [await createContact(actor), await createContact(actor)];
  await mergeContacts(actor, a.id, b.id);
  const before = await snapshot();
  const { setId } = await deleteContact(actor, a.id);
  expect(await db.contact.count()).toBe(0);
  await undoChangeSet(actor, setId);
  expect(await snapshot()).toEqual(before);
});

test("a reader merges nothing, and separates nothing", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [await createContact(actor), await createContact(actor)];
  const { mergeId } = await mergeContacts(actor, a.id, b.id);
  const reader = { ...actor, role: "reader" as const };
  await expect(mergeContacts(reader, a.id, b.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(unmergeContacts(reader, mergeId)).rejects.toMatchObject({ code: "forbidden" });
});
