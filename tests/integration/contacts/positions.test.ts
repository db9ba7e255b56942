import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { changePost } from "#app/contacts/change-post.server.ts";
import { getContactFile } from "#app/contacts/contact-file.server.ts";
import { getContact, listContacts } from "#app/contacts/contacts.server.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { postMove } from "#app/contacts/position.ts";
import {
  addPosition,
  endPosition,
  removePosition,
  updatePosition,
  weighPosition,
} from "#app/contacts/positions.server.ts";
import { updateContact } from "#app/contacts/update-contact.server.ts";
import { db } from "#app/db/db.server.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { snapshot } from "../history/snapshot.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);

async function createMover(actor: Actor) {
  const [from, to] = [
    await createInstitution(actor, { name: "DDTM de l’Hérault" }),
    await createInstitution(actor, { name: "DRAAF Occitanie" }),
  ];
  const contact = await createContact(actor, {
    ...{ institutionId: from.id, firstName: "Philippe", lastName: "Arnoux", email: "p.arnoux@ddtm.example" },
    function: "Chef de service",
  });
  return { id: contact.id, from, to };
}

test("« a changé de poste » closes one post, opens the next, and is told at both institutions", async () => {
  const actor = await createActor("deployer");
  const { id, from, to } = await createMover(actor);
  await updateContact(actor, id, { phone: "06 12 34 56 78", source: "appel" });
  const before = await snapshot();
  const move = postMove.parse({
    ...{ institutionId: to.id, function: "Directeur", date: "2026-09-01" },
    ...{ email: "philippe@draaf.example", source: "appel téléphonique" },
  });
  const { setId } = await changePost(actor, id, move);

  expect(await getContact(actor, id)).toMatchObject({
    ...{ institutionId: to.id, function: "Directeur", email: "philippe@draaf.example" },
    // A mobile goes along with whoever holds it.
    phone: "06 12 34 56 78",
  });
  const { posts, addresses } = await getContactFile(actor, id);
  expect(posts.map(({ institution, validFrom, validTo }) => [institution.name, validFrom, validTo])).toEqual([
    ["DRAAF Occitanie", day("2026-09-01"), null],
    ["DDTM de l’Hérault", null, day("2026-09-01")],
  ]);
  const former = addresses.find(({ value }) => value === "p.arnoux@ddtm.example");
  expect(former?.validTo).toEqual(day("2026-09-01"));
  // The former address still finds them.
  expect((await listContacts(actor, { q: "p.arnoux@ddtm.example" })).items).toMatchObject([{ id }]);

  const [gone] = await listContactsAt(actor, from.id);
  expect(gone).toMatchObject({ left: { at: day("2026-09-01"), to: { name: "DRAAF Occitanie" } } });
  const told = async (institutionId: string) =>
    (await listTimeline(actor, institutionId)).items.map((entry) => ({ ...entry, id: "", by: null }));
  expect(await told(from.id)).toContainEqual(
    expect.objectContaining({ type: "departure", to: "DRAAF Occitanie", at: "2026-09-01T10:00:00.000Z" }),
  );
  expect(await told(to.id)).toContainEqual(
    expect.objectContaining({ type: "contact", from: "DDTM de l’Hérault", at: "2026-09-01T10:00:00.000Z" }),
  );

  await undoChangeSet(actor, setId);
  expect(await snapshot()).toEqual(before);
});

test("an opposition follows the person to a new post, and an opposed address makes one", async () => {
  const actor = await createActor("deployer");
  const { id, to } = await createMover(actor);
  await db.contact.update({ where: { id }, data: { opposedAt: new Date() } });
  const move = postMove.parse({ institutionId: to.id, date: "2026-09-01", email: "neuve@draaf.example" });
  await changePost(actor, id, move);
  expect((await getContact(actor, id)).opposedAt).not.toBeNull();
  const [there] = await listContactsAt(actor, to.id);
  expect(there).toMatchObject({ opposed: true });
});

test("somebody holds several posts, one of which is first, and always one", async () => {
  const actor = await createActor("deployer");
  const { id, from, to } = await createMover(actor);
  const add = (primary: boolean) =>
    addPosition(actor, id, { institutionId: to.id, function: "Élu", validFrom: null, primary });
  await add(false);
  expect((await getContact(actor, id)).institutionId).toBe(from.id);
  const { posts } = await getContactFile(actor, id);
  const [first, second] = posts;
  await updatePosition(actor, id, second!.id, { primary: "on" });
  expect((await getContact(actor, id)).institutionId).toBe(to.id);
  await endPosition(actor, id, second!.id, day("2026-10-01"));
  expect((await getContact(actor, id)).institutionId).toBe(from.id);
  await removePosition(actor, id, first!.id);
  expect(await getContact(actor, id)).toMatchObject({ institutionId: null });
  // Both posts of one person, wherever they are read from, count one person.
  expect(await listContactsAt(actor, to.id)).toHaveLength(1);
});

test("two people who make two posts the first one at once leave one first post", async () => {
  const actor = await createActor("deployer");
  const { id, to } = await createMover(actor);
  await Promise.all(
    [1, 2, 3].map(() =>
      addPosition(actor, id, { institutionId: to.id, function: null, validFrom: null, primary: true }),
    ),
  );
  expect(await db.position.count({ where: { contactId: id, primary: true, validTo: null } })).toBe(1);
});

test("a post neither ends before it began nor later than today, and is somebody's own", async () => {
  const actor = await createActor("deployer");
  const [{ id, to }, other] = [await createMover(actor), await createMover(actor)];
  const [post] = (await getContactFile(actor, id)).posts;
  await updatePosition(actor, id, post!.id, { validFrom: day("2026-01-01") });
  const invalid = expect.objectContaining({ code: "invalid" });
  await expect(endPosition(actor, id, post!.id, day("2025-12-31"))).rejects.toEqual(invalid);
  await expect(endPosition(actor, id, post!.id, day("2999-01-01"))).rejects.toEqual(invalid);
  const late = postMove.parse({ institutionId: to.id, date: "2999-01-01" });
  await expect(changePost(actor, id, late)).rejects.toEqual(invalid);
  await expect(endPosition(actor, other.id, post!.id, day("2026-02-01"))).rejects.toMatchObject({
    code: "not_found",
  });
  const stranger = await createActor("deployer");
  await expect(weighPosition(stranger, id, post!.id, { influence: 3 })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(weighPosition({ ...actor, role: "reader" }, id, post!.id, {})).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("what somebody is to a decision is noted on their post, and undone", async () => {
  const actor = await createActor("deployer");
  const { id, from } = await createMover(actor);
  const [post] = (await getContactFile(actor, id)).posts;
  const { setId } = await weighPosition(actor, id, post!.id, { decisionRole: "decides", influence: 5 });
  await weighPosition(actor, id, post!.id, { interest: 2 });
  const [person] = await listContactsAt(actor, from.id);
  expect(person).toMatchObject({ decisionRole: "decides", influence: 5, interest: 2 });
  await undoChangeSet(actor, setId);
  const [after] = await listContactsAt(actor, from.id);
  expect(after).toMatchObject({ decisionRole: null, influence: null, interest: 2 });
});
