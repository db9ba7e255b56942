import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const asked = {
  ...{ firstName: "Hélène", lastName: "Castaing", email: "helene.castaing@herault.example" },
  ...{ phone: "04 67 00 00 00", function: "Cheffe de service", source: "rencontre" },
};

test("a contact answers flat, with its request's fields, its address dated now", async () => {
  const api = await apiOf(await createActor());
  const { id: institutionId } = await createSharedInstitution({ name: "DDTM de l’Hérault" });
  const { status, body } = await api("POST", "/contacts", { ...asked, institutionId });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...{ ...asked, id: expect.any(String), institutionId, institutionName: "DDTM de l’Hérault" },
    ...{ opposedAt: null, role: false },
  });
  expect(Date.now() - Date.parse(body.collectedAt)).toBeLessThan(60_000);
  expect(body).not.toHaveProperty("possibleDuplicates");
  expect((await api("GET", `/contacts/${body.id}`)).body).toEqual(body);
});

test("a last name or an e-mail is needed; so are the institution and the source", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const faults = async (body: object) => {
    const { status, body: answer } = await api("POST", "/contacts", body);
    return [status, ...Object.keys(answer.error?.fields ?? {})];
  };
  const source = "rencontre";
  expect(await faults({ lastName: "Castaing", institutionId, source })).toEqual([201]);
  expect(await faults({ email: "mairie@noyon.example", institutionId, source })).toEqual([201]);
  expect(await faults({ firstName: "Hélène", institutionId, source })).toEqual([400, "lastName"]);
  expect(await faults({ lastName: "Castaing" })).toEqual([400, "institutionId", "source"]);
  expect(await faults({ email: "helene", institutionId, source })).toEqual([400, "email"]);
});

test("someone alike is told, and not refused", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const { body: first } = await api("POST", "/contacts", { ...asked, institutionId });
  const second = await api("POST", "/contacts", { ...asked, institutionId });
  expect([second.status, second.body.possibleDuplicates]).toEqual([
    201,
    [{ id: first.id, name: "Hélène Castaing", why: "email" }],
  ]);
});

test("the list is narrowed by what is typed, and by the institution, its kind and its département", async () => {
  const api = await apiOf(await createActor());
  const town = await createSharedInstitution({ name: "Commune de Lunel", departementCode: "34" });
  const service = await createSharedInstitution({
    name: "Préfecture de l’Oise",
    kind: "prefecture",
    departementCode: "60",
  });
  const source = "rencontre";
  await api("POST", "/contacts", { lastName: "Castaing", institutionId: town.id, source });
  await api("POST", "/contacts", { lastName: "Évrard", institutionId: service.id, source });
  const names = async (query: string) =>
    (await api("GET", `/contacts?${query}`)).body.items.map((item: { lastName: string }) => item.lastName);
  expect(await names("")).toEqual(["Castaing", "Évrard"]);
  expect(await names("q=evrard")).toEqual(["Évrard"]);
  expect(await names("kind=commune")).toEqual(["Castaing"]);
  expect(await names("departement=60")).toEqual(["Évrard"]);
  expect(await names(`institutionId=${town.id}`)).toEqual(["Castaing"]);
  expect((await api("GET", "/contacts?institutionId=lunel")).status).toBe(404);
});

test("an institution of another product is 404, in a body as in a query", async () => {
  const api = await apiOf(await createActor());
  const { id: institutionId } = await createInstitution(await createActor());
  expect((await api("POST", "/contacts", { ...asked, institutionId })).status).toBe(404);
  expect((await api("GET", `/contacts?institutionId=${institutionId}`)).status).toBe(404);
  expect(await db.contact.count()).toBe(0);
});

test("a change keeps what it does not name", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const { body } = await api("POST", "/contacts", { ...asked, institutionId });
  const changed = await api("PATCH", `/contacts/${body.id}`, { function: "Directrice", phone: null });
  expect([changed.status, changed.body]).toEqual([
    200,
    {
      ...{ ...body, function: "Directrice", phone: null },
      positions: [{ ...body.positions[0], function: "Directrice" }],
    },
  ]);
});
