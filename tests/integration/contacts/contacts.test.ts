import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact.ts";
import {
  countContacts,
  createContact,
  deleteContact,
  findContactIds,
  getContact,
  listContacts,
  updateContact,
} from "#app/contacts/contacts.server.ts";
import { contactFields } from "#app/contacts/contact-fields.server.ts";
import { db } from "#app/db/db.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";
import { createPlaces } from "../institutions/sample.ts";

const source = "rencontre";

async function createDdtm() {
  await createPlaces();
  return createSharedInstitution({
    ...{ name: "DDTM de l’Hérault", acronym: "DDTM", kind: "decentralised_service", departementCode: "34" },
    keywords: "Hérault 34",
  });
}

async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown as { status?: number },
  );
  if (error?.status) return error;
  throw error ?? new Error("was accepted");
}

async function found(actor: Actor, q: string): Promise<string[]> {
  return (await listContacts(actor, { q })).items.map(contactName);
}

test("a contact is who, where, how to reach them, and where the address comes from, dated today", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const contact = await createContact(actor, {
    ...{
      firstName: "Hélène",
      lastName: "Castaing",
      function: "Cheffe du service agriculture",
      institutionId,
    },
    ...{ email: "H.Castaing@ddtm.example", phone: "+33 4 65 71 00 12", source },
  });
  expect(contact).toMatchObject({
    ...{
      firstName: "Hélène",
      lastName: "Castaing",
      function: "Cheffe du service agriculture",
      institutionId,
    },
    ...{ email: "H.Castaing@ddtm.example", phone: "+33 4 65 71 00 12", source, opposedAt: null, role: false },
    ...{ institutionName: "DDTM de l’Hérault", place: "Hérault (34)", possibleDuplicates: [] },
  });
  expect(Date.now() - contact.collectedAt!.getTime()).toBeLessThan(60_000);
  expect(await db.account.count({ where: { productId: actor.productId, institutionId } })).toBe(1);
});

test("an address of a function is flagged, and is nobody's name", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const role = await createContact(actor, { email: "mairie@noyon.example", institutionId, source });
  const person = await createContact(actor, {
    email: "contact@x.example",
    lastName: "Petit",
    institutionId,
    source,
  });
  expect([role.role, person.role]).toEqual([true, false]);
});

test.each([
  ["castaing", "Hélène Castaing"],
  ["HELENE", "Hélène Castaing"],
  ["hélène cast", "Hélène Castaing"],
  ["castaing herault", "Hélène Castaing"],
  ["h.castaing@ddtm", "Hélène Castaing"],
  ["04 65 71 00 12", "Hélène Castaing"],
  ["+33 4 65 71", "Hélène Castaing"],
  ["ddtm 34", "Hélène Castaing"],
  ["muller", "Zoé Müller-Noël"],
  ["noel", "Zoé Müller-Noël"],
  ["mairie@noyon.example", "mairie@noyon.example"],
])("« %s » finds %s", async (q, name) => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const elsewhere = (await createSharedInstitution({ name: "Mairie de Noyon" })).id;
  await createContact(actor, {
    ...{ firstName: "Hélène", lastName: "Castaing", email: "h.castaing@ddtm.example" },
    ...{ phone: "04.65.71.00.12", institutionId, source },
  });
  await createContact(actor, { firstName: "Zoé", lastName: "Müller-Noël", institutionId: elsewhere, source });
  await createContact(actor, { email: "mairie@noyon.example", institutionId: elsewhere, source });
  expect(await found(actor, q)).toEqual([name]);
});

test("what is typed is not a pattern", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  await createContact(actor, { email: "a_b@x.example", institutionId, source });
  await createContact(actor, { email: "acb@x.example", institutionId, source });
  expect(await found(actor, "a_b@x.example")).toEqual(["a_b@x.example"]);
  expect(await found(actor, "%cb@x.example")).toEqual([]);
  expect(await found(actor, "a\0b@x.example")).toEqual([]);
});

test("suspected duplicates are said: the same e-mail, or the same name at the same institution", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const elsewhere = (await createSharedInstitution()).id;
  const first = await createContact(actor, {
    ...{ firstName: "José", lastName: "Lefèvre", email: "jose@x.example", institutionId, source },
  });
  const sameEmail = await createContact(actor, { email: "JOSE@x.example", institutionId: elsewhere, source });
  expect(sameEmail.possibleDuplicates).toEqual([{ id: first.id, name: "José Lefèvre", why: "email" }]);
  const sameName = { firstName: "Jose", lastName: "LEFEVRE", source };
  expect((await createContact(actor, { ...sameName, institutionId })).possibleDuplicates).toEqual([
    { id: first.id, name: "José Lefèvre", why: "name" },
  ]);
  expect((await createContact(actor, { ...sameName, institutionId: elsewhere })).possibleDuplicates).toEqual(
    [],
  );
});

test("the list is filtered by every field there is", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  await createContact(actor, {
    lastName: "Castaing",
    function: "Cheffe",
    email: "c@x.example",
    institutionId,
    source,
  });
  await createContact(actor, {
    lastName: "Petit",
    institutionId: (await createSharedInstitution()).id,
    source,
  });
  const kept = async (filter: Parameters<typeof countContacts>[1]["filter"]) =>
    (await listContacts(actor, { filter })).items.map(({ lastName }) => lastName);
  expect(await kept({ field: "kind", op: "is", value: "decentralised_service" })).toEqual(["Castaing"]);
  expect(await kept({ field: "departement", op: "is", value: "34" })).toEqual(["Castaing"]);
  expect(await kept({ field: "function", op: "contains", value: "chef" })).toEqual(["Castaing"]);
  expect(await kept({ field: "email", op: "empty" })).toEqual(["Petit"]);
  expect(await kept({ field: "opposed", op: "is", value: false })).toEqual(["Castaing", "Petit"]);
  for (const [field, { type }] of Object.entries(contactFields)) {
    const asked = type === "boolean" ? { op: "is" as const, value: true } : { op: "filled" as const };
    const any = [
      { field, ...asked },
      { field: "id", op: "filled" as const },
    ];
    expect(await countContacts(actor, { filter: { any } }), field).toBe(2);
  }
});

test("what is asked of institutions finds those who work there", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  await createContact(actor, { lastName: "Castaing", institutionId, source });
  await createContact(actor, {
    lastName: "Petit",
    institutionId: (await createInstitution(actor)).id,
    source,
  });
  await createOpportunity(actor, { institutionId });
  const kept = async (field: string) =>
    (await listContacts(actor, { filter: { field, op: "is", value: true } })).items.map(
      ({ lastName }) => lastName,
    );
  expect(await kept("lacksNextAction")).toEqual(["Castaing"]);
  expect(await kept("inPipeline")).toEqual(["Castaing"]);
  expect(await kept("own")).toEqual(["Petit"]);
});

test("walking the pages gives every contact once, in any order", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  for (const lastName of ["Petit", "petit", "Éluard", "Zola", undefined]) {
    await createContact(actor, {
      lastName,
      email: lastName ? undefined : "x@x.example",
      institutionId,
      source,
    });
  }
  const sortable = Object.entries(contactFields).flatMap(([name, { sortable: yes }]) =>
    yes ? [name, `-${name}`] : [],
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sortable), fc.integer({ min: 1, max: 3 }), async (sort, limit) => {
      const whole = await listContacts(actor, { sort });
      const walked: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: typeof whole = await listContacts(actor, { sort, limit, cursor });
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(walked).toEqual(whole.items.map(({ id }) => id));
      expect(walked).toHaveLength(5);
    }),
    { numRuns: 30 },
  );
});

test("another post is dated, and the one before stays known", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const next = (await createInstitution(actor, { name: "DRAAF Occitanie" })).id;
  const { id } = await createContact(actor, { lastName: "Arnoux", function: "Chef", institutionId, source });
  expect(await updateContact(actor, id, { institutionId: next })).toMatchObject({
    ...{ institutionId: next, institutionName: "DRAAF Occitanie", function: null },
  });
  const posts = await db.position.findMany({ where: { contactId: id }, orderBy: { createdAt: "asc" } });
  expect(posts.map(({ function: post, validTo }) => [post, validTo !== null])).toEqual([
    ["Chef", true],
    [null, false],
  ]);
});

test("a new address leaves the former one in the past, still found", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const { id } = await createContact(actor, {
    lastName: "Arnoux",
    email: "a@vieux.example",
    institutionId,
    source,
  });
  const changed = await updateContact(actor, id, { email: "a@neuf.example", source: "signature" });
  expect(changed).toMatchObject({ email: "a@neuf.example", source: "signature", lastName: "Arnoux" });
  expect(await found(actor, "a@vieux.example")).toEqual(["Arnoux"]);
  expect(await updateContact(actor, id, { email: "A@neuf.example" })).toMatchObject({ source: "signature" });
  expect(await db.address.count({ where: { contactId: id } })).toBe(2);
  expect(await updateContact(actor, id, { email: null })).toMatchObject({ email: null });
  expect(await refusal(updateContact(actor, id, { lastName: null }))).toMatchObject({ status: 400 });
});

test("two changes at once leave one post and one address of today", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const others = [
    await createInstitution(actor),
    await createInstitution(actor),
    await createInstitution(actor),
  ];
  const { id } = await createContact(actor, {
    lastName: "Arnoux",
    email: "a@x.example",
    institutionId,
    source,
  });
  await Promise.all(
    others.map((other, n) => updateContact(actor, id, { institutionId: other.id, email: `a${n}@x.example` })),
  );
  const today = { contactId: id, validTo: null };
  expect(await db.position.count({ where: today })).toBe(1);
  expect(await db.address.count({ where: today })).toBe(1);
});

test("an opposition follows the address to every product, and to those who add it later", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: institutionId } = await createDdtm();
  const { id } = await createContact(actor, {
    lastName: "Arnoux",
    email: "a@x.example",
    institutionId,
    source,
  });
  await recordOpposition(actor, id);
  expect((await getContact(actor, id)).opposedAt).not.toBeNull();
  const again = await createContact(other, {
    lastName: "Arnoux",
    email: "A@x.example",
    institutionId,
    source,
  });
  expect(again.opposedAt).not.toBeNull();
  const moved = await createContact(other, { lastName: "Arnoux", institutionId, source });
  expect((await updateContact(other, moved.id, { email: "a@x.example" })).opposedAt).not.toBeNull();
});

test("a deleted contact takes its posts and addresses along, and leaves the exchanges", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createDdtm();
  const { id } = await createContact(actor, {
    lastName: "Arnoux",
    email: "a@x.example",
    institutionId,
    source,
  });
  const { productId } = actor;
  await db.interaction.create({
    data: { productId, institutionId, contactId: id, kind: "call", happenedAt: new Date(), summary: "Appel" },
  });
  await deleteContact(actor, id);
  expect(await db.address.count()).toBe(0);
  expect(await db.interaction.findFirstOrThrow()).toMatchObject({ contactId: null, summary: "Appel" });
  expect(await refusal(deleteContact(actor, id))).toMatchObject({ status: 404 });
});

test("a product's contacts are nobody else's", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: institutionId } = await createDdtm();
  const { id } = await createContact(actor, {
    lastName: "Castaing",
    email: "c@x.example",
    institutionId,
    source,
  });
  expect(await listContacts(other, { q: "castaing" })).toEqual({ items: [], nextCursor: null, total: 0 });
  expect(await listContacts(other, { q: "ddtm" })).toMatchObject({ total: 0 });
  expect(await listContacts(other, { q: "c@x.example" })).toMatchObject({ total: 0 });
  expect(await findContactIds(other, {}, 10)).toEqual([]);
  expect(
    (await createContact(other, { email: "c@x.example", institutionId, source })).possibleDuplicates,
  ).toEqual([]);
  for (const attempt of [
    () => getContact(other, id),
    () => updateContact(other, id, { lastName: "X" }),
    () => deleteContact(other, id),
    () => recordOpposition(other, id),
  ]) {
    expect(await refusal(attempt())).toMatchObject({ status: 404 });
  }
  const own = (await createInstitution(actor)).id;
  expect(await refusal(createContact(other, { lastName: "X", institutionId: own, source }))).toMatchObject({
    status: 404,
  });
});

test("a reader reads, and only reads", async () => {
  const reader = await createActor("reader");
  const { id: institutionId } = await createDdtm();
  expect((await listContacts(reader, {})).total).toBe(0);
  expect(await refusal(createContact(reader, { lastName: "X", institutionId, source }))).toMatchObject({
    status: 403,
  });
});
