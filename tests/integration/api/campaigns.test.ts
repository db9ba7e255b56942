import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

const letter = {
  name: "Découverte",
  subject: "Pour {{ institution.nom }}",
  text: "Bonjour {{ contact.prenom }},",
};

/** A product with three people to write to, and a mailbox without any limit of pace. */
async function ready() {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor, { kind: "chamber" });
  const contactIds: string[] = [];
  for (const email of ["a@chambre.example", "b@chambre.example", "c@chambre.example"])
    contactIds.push((await createContact(actor, { institutionId, email })).id);
  const { body: mailbox } = await api("POST", "/mailboxes", {
    ...{ name: "Camille", fromAddress: "camille@parcelle.example", smtpUrl: "smtp://127.0.0.1:1" },
    ...{ dailyCap: null, window: null },
  });
  return { actor, api, contactIds, mailboxId: mailbox.id as string };
}

test("a campaign answers flat, with its request's fields, and nothing leaves before its launch", async () => {
  const { api, contactIds, mailboxId } = await ready();
  const { status, body } = await api("POST", "/campaigns", { ...letter, mailboxId, contactIds });
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...letter, mailboxId, contactIds, id: expect.any(String), state: "draft" });
  expect((await api("GET", `/campaigns/${body.id}`)).body).toEqual(body);
  expect((await api("GET", "/campaigns")).body.items).toMatchObject([{ id: body.id, name: "Découverte" }]);
  expect(await db.message.count()).toBe(0);
});

test("when launch answers, the ledger holds every recipient, and the rest is told as warnings", async () => {
  const { api, contactIds, mailboxId } = await ready();
  const { body } = await api("POST", "/campaigns", { ...letter, mailboxId, contactIds });
  const launched = await api("POST", `/campaigns/${body.id}/launch`);
  expect(launched.status).toBe(201);
  expect(launched.body).toMatchObject({ ...letter, id: body.id, state: "running", enrolled: 3, excluded: 0 });
  expect(launched.body.warnings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: "footer_unconfirmed", message: expect.any(String) }),
    ]),
  );
  const { body: ledger } = await api("GET", `/campaigns/${body.id}/messages?limit=200`);
  expect(new Set(ledger.items.map((message: { contactId: string }) => message.contactId))).toEqual(
    new Set(contactIds),
  );
  for (const message of ledger.items)
    expect(Object.keys(message)).toEqual(["id", "contactId", "email", "state", "sentAt", "reply"]);
  expect((await api("GET", `/campaigns/${body.id}/results`)).body).toMatchObject({
    enrolled: 3,
    excluded: 0,
    sent: 0,
  });
  expect((await api("POST", `/campaigns/${body.id}/launch`)).status).toBe(409);
});

test("a launch is paused, then resumed; out of turn, each is 409", async () => {
  const { api, contactIds, mailboxId } = await ready();
  const { body } = await api("POST", "/campaigns", { ...letter, mailboxId, contactIds });
  const call = async (verb: string) => {
    const answer = await api("POST", `/campaigns/${body.id}/${verb}`);
    return [answer.status, answer.body.state ?? answer.body.error.code];
  };
  expect(await call("pause")).toEqual([409, "conflict"]);
  expect(await call("resume")).toEqual([409, "conflict"]);
  await call("launch");
  expect(await call("pause")).toEqual([201, "paused"]);
  expect(await call("pause")).toEqual([409, "conflict"]);
  expect(await call("resume")).toEqual([201, "running"]);
});

test("a launch without mailbox, or with nobody left, is 409 with the whole list of what blocks", async () => {
  const { api, contactIds } = await ready();
  await db.address.deleteMany();
  const { body } = await api("POST", "/campaigns", { ...letter, contactIds });
  const { status, body: refused } = await api("POST", `/campaigns/${body.id}/launch`);
  expect([status, refused.error.code]).toEqual([409, "conflict"]);
  expect(refused.error.blocking.map(({ code }: { code: string }) => code)).toEqual([
    "no_mailbox",
    "nobody_left",
  ]);
  expect((await api("GET", `/campaigns/${body.id}`)).body.state).toBe("draft");
});

test("an audience may be a filter on contacts", async () => {
  const { actor, api, mailboxId } = await ready();
  await createContact(actor, { email: "autre@mairie.example" });
  const filter = { all: [{ field: "kind", op: "is", value: "chamber" }] };
  const { status, body } = await api("POST", "/campaigns", { ...letter, mailboxId, filter });
  expect([status, body.filter]).toEqual([201, filter]);
  expect((await api("POST", `/campaigns/${body.id}/launch`)).body.enrolled).toBe(3);
});

test("neither or both of contactIds and filter, an unknown field of the filter, are 400", async () => {
  const { api, contactIds, mailboxId } = await ready();
  const audiences = [
    {},
    { contactIds, filter: { all: [] } },
    { filter: { field: "humeur", op: "is", value: "bonne" } },
  ];
  for (const audience of audiences)
    expect((await api("POST", "/campaigns", { ...letter, mailboxId, ...audience })).status).toBe(400);
});

test("an unknown merge field is named; whoever it is for receives nothing", async () => {
  const { api, contactIds, mailboxId } = await ready();
  const text = "Bonjour {{ contact.humeur }}";
  const { body } = await api("POST", "/campaigns", { ...letter, text, mailboxId, contactIds });
  const { status, body: refused } = await api("POST", `/campaigns/${body.id}/launch`);
  expect([status, refused.error.message]).toEqual([409, expect.stringContaining("contact.humeur")]);
});
