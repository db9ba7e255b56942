import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { createContact as addContact } from "#app/contacts/create-contact.server.ts";
import { getContactFile } from "#app/contacts/contact-file.server.ts";
import { db } from "#app/db/db.server.ts";
import { completeContact } from "#app/duplicates/complete-contact.server.ts";
import { listPairs } from "#app/duplicates/candidates.server.ts";
import { markDistinct } from "#app/duplicates/distinct.server.ts";
import { findLike } from "#app/duplicates/like.server.ts";
import { mergeContacts } from "#app/duplicates/merge.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

async function addPhone(actor: Actor, contactId: string, normalized: string) {
  const { productId } = actor;
  const source = { source: "appel", collectedAt: new Date() };
  await db.address.create({
    data: { productId, contactId, kind: "phone", value: normalized, normalized, ...source },
  });
}

test("two files that share an e-mail, a phone or a name at one place are a pair, with why and how much", async () => {
  const actor = await createActor("deployer");
  const { id: here } = await createInstitution(actor);
  const at = (firstName: string, lastName: string, email?: string) =>
    createContact(actor, { firstName, lastName, institutionId: here, ...(email && { email }) });
  const helene = await at("Hélène", "Castaing", "h@un.example");
  const swapped = await at("CASTAING", "Hélène", "c@deux.example");
  const mistyped = await at("Hélène", "Castin", "x@trois.example");
  const sameMail = await createContact(actor, {
    firstName: "Accueil",
    lastName: "Lunel",
    email: "h@un.example",
  });
  const stranger = await at("Karim", "Bensaïd", "k@quatre.example");
  const called = await createContact(actor, {
    firstName: "Aïssatou",
    lastName: "Diallo",
    email: "d@cinq.example",
  });
  await addPhone(actor, stranger.id, "0467000000");
  await addPhone(actor, called.id, "0467000000");

  const { pairs, total } = await listPairs(actor);
  const between = (a: string, b: string) =>
    pairs.find(({ one, other }) => [one, other].includes(a) && [one, other].includes(b));
  expect(between(helene.id, swapped.id)).toMatchObject({ reasons: ["name", "institution"], score: 55 });
  expect(between(helene.id, mistyped.id)).toMatchObject({ reasons: ["near", "institution"], score: 50 });
  expect(between(helene.id, sameMail.id)).toMatchObject({ reasons: ["email"], score: 60 });
  expect(between(stranger.id, called.id)).toMatchObject({ reasons: ["phone"], score: 50 });
  expect(between(helene.id, stranger.id)).toBeUndefined();
  expect(total).toBe(pairs.length);
  expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).toSorted((a, b) => b - a));
});

test("a switchboard's number makes nobody a pair", async () => {
  const actor = await createActor("deployer");
  for (const lastName of ["Castaing", "Bensaïd", "Diallo", "Lavergne", "Tessier"]) {
    const { id } = await createContact(actor, { lastName });
    await addPhone(actor, id, "0467000000");
  }
  expect((await listPairs(actor)).pairs).toEqual([]);
});

test("those who were merged, or said to be two, are no pair; and are one again when that is undone", async () => {
  const actor = await createActor("deployer");
  const [a, b] = [
    await createContact(actor, { email: "h@un.example" }),
    await createContact(actor, { email: "h@un.example" }),
  ];
  const { setId } = await markDistinct(actor, b.id, a.id);
  expect((await listPairs(actor)).total).toBe(0);
  expect((await getContactFile(actor, a.id)).likeContacts).toEqual([]);
  await undoChangeSet(actor, setId);
  expect((await listPairs(actor)).total).toBe(1);
  const merge = await mergeContacts(actor, a.id, b.id);
  expect((await listPairs(actor)).total).toBe(0);
  await undoChangeSet(actor, merge.setId);
  expect((await listPairs(actor)).total).toBe(1);
});

test("near names are looked for while surer doubles do not fill the queue; then the count is a least", async () => {
  const actor = await createActor("deployer");
  const { productId } = actor;
  const { id: here } = await createInstitution(actor);
  for (const lastName of ["Castaing", "Castin"])
    await createContact(actor, { firstName: "Hélène", lastName, institutionId: here });
  // Two files by address, « même courriel » each, and nothing else.
  const twins = Array.from({ length: 200 }, (_, n) => ({ n: n >> 1, id: crypto.randomUUID() }));
  const write = async (some: typeof twins) => {
    await db.contact.createMany({ data: some.map(({ id }) => ({ id, productId })) });
    await db.address.createMany({
      data: some.map(({ n, id: contactId }) => ({
        ...{ productId, contactId, kind: "email" as const, source: "essai", collectedAt: new Date() },
        ...{ value: `p${n}@lieu${n}.example`, normalized: `p${n}@lieu${n}.example` },
      })),
    });
  };
  await write(twins.slice(0, 198));
  const short = await listPairs(actor);
  expect([short.total, short.atLeast, short.pairs.length]).toEqual([100, false, 100]);
  expect(short.pairs.at(-1)!.reasons).toEqual(["near", "institution"]);
  await write(twins.slice(198));
  const full = await listPairs(actor);
  expect([full.total, full.atLeast, full.pairs.length]).toEqual([100, true, 100]);
  expect(full.pairs.every(({ reasons }) => reasons.includes("email"))).toBe(true);
});

test("another product's contacts are nobody's duplicates", async () => {
  const [ours, theirs] = [await createActor("deployer"), await createActor("deployer")];
  const mine = await createContact(ours, { email: "h@un.example" });
  const foreign = await createContact(theirs, { email: "h@un.example" });
  expect((await listPairs(ours)).total).toBe(0);
  expect(await findLike(ours, { email: "h@un.example" })).toMatchObject([{ id: mine.id }]);
  await expect(markDistinct(ours, mine.id, foreign.id)).rejects.toMatchObject({ code: "not_found" });
});

test("as one types, whoever may already be there is said, old addresses and near names included", async () => {
  const actor = await createActor("deployer");
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await createContact(actor, {
    firstName: "Hélène",
    lastName: "Castaing",
    institutionId,
    email: "h@un.example",
  });
  await addPhone(actor, id, "0612345678");
  await db.address.updateMany({
    where: { contactId: id, kind: "email" },
    data: { validTo: new Date("2026-01-01") },
  });
  const found = async (typed: Parameters<typeof findLike>[1]) =>
    (await findLike(actor, typed)).map((person) => person.reasons);
  expect(await found({ email: " H@UN.example" })).toEqual([["email", "domain"]]);
  expect(await found({ phone: "+33 6 12 34 56 78" })).toEqual([["phone"]]);
  expect(await found({ firstName: "helene", lastName: "CASTAING", institutionId })).toEqual([
    ["name", "institution"],
  ]);
  expect(await found({ firstName: "Hélène", lastName: "Castaign", institutionId })).toEqual([
    ["near", "institution"],
  ]);
  expect(await found({ firstName: "Hélène", lastName: "Castaing", email: "autre@un.example" })).toEqual([
    ["name", "domain"],
  ]);
  expect(await found({ firstName: "Hélène", lastName: "Castaing" })).toEqual([]);
  expect(await found({ firstName: "x", institutionId: "1" })).toEqual([]);
});

test("« c’est la même personne » adds to their file what it lacks, and changes nothing else", async () => {
  const actor = await createActor("deployer");
  const { id, lastName } = await createContact(actor, { email: "h@un.example" });
  const { id: institutionId } = await createInstitution(actor);
  const typed = {
    institutionId,
    firstName: "Autre",
    lastName: "Nom",
    email: "neuve@deux.example",
    phone: "0467000000",
  };
  const { setId } = await completeContact(actor, id, { ...typed, function: "Élue", source: "appel" });
  const file = await getContactFile(actor, id);
  expect(file).toMatchObject({ lastName, email: "h@un.example", phone: "0467000000" });
  expect(file.posts).toHaveLength(2);
  expect(file.addresses).toHaveLength(3);
  await undoChangeSet(actor, setId);
  expect((await getContactFile(actor, id)).addresses).toHaveLength(1);
});

test("« ce n’est pas la même », said while typing, is remembered with the new contact", async () => {
  const actor = await createActor("deployer");
  const known = await createContact(actor, { email: "h@un.example" });
  const { id: institutionId } = await createInstitution(actor);
  const input = { institutionId, lastName: "Castaing", email: "h@un.example", source: "appel" };
  await addContact(actor, input, [known.id]);
  expect((await listPairs(actor)).total).toBe(0);
  await expect(addContact(actor, input, [institutionId])).rejects.toMatchObject({ code: "not_found" });
});
