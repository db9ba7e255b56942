import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createSharedInstitution } from "../../factories.ts";

const asked = {
  ...{ name: "Association des irrigants", kind: "association", acronym: "ADI", siren: "123456782" },
  ...{ siret: "12345678200012", email: "contact@irrigants.example", phone: "04 67 00 00 00" },
  website: "https://irrigants.example",
};

const territory = (code: string, name: string) =>
  db.territory.create({ data: { code, name, kind: "departement", source: "COG", vintage: "2026" } });

test("an institution answers flat, with its request's fields", async () => {
  await territory("34", "Hérault");
  const api = await apiOf(await createActor());
  const { status, body } = await api("POST", "/institutions", { ...asked, territoryCode: "34" });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...asked,
    territoryCode: "34",
    departement: "34",
    id: expect.any(String),
    own: true,
  });
  expect(body).not.toHaveProperty("possibleDuplicates");
  expect((await api("GET", `/institutions/${body.id}`)).body).toEqual(body);
  const { body: changed } = await api("PATCH", `/institutions/${body.id}`, {
    phone: null,
    name: "Les irrigants",
  });
  expect(changed).toEqual({ ...body, phone: null, name: "Les irrigants" });
});

test("a name and a kind are enough, and both are needed", async () => {
  const api = await apiOf(await createActor());
  expect((await api("POST", "/institutions", { name: "La ruche", kind: "other" })).status).toBe(201);
  const refused = await api("POST", "/institutions", { kind: "bank" });
  expect([refused.status, Object.keys(refused.body.error.fields)]).toEqual([400, ["name", "kind"]]);
});

test("an equal SIREN or SIRET is 409, the shared institutions' included; a name alike is only told", async () => {
  const shared = await createSharedInstitution({ name: "Commune de Noyon", siren: "216004713" });
  const api = await apiOf(await createActor());
  const same = await api("POST", "/institutions", { name: "Mairie", kind: "commune", siren: "216004713" });
  expect([same.status, same.body.error.existing]).toEqual([409, { id: shared.id, name: "Commune de Noyon" }]);
  const alike = await api("POST", "/institutions", { name: "commune de noyon", kind: "commune" });
  expect([alike.status, alike.body.possibleDuplicates]).toEqual([
    201,
    [{ id: shared.id, name: "Commune de Noyon" }],
  ]);
});

test("the list is narrowed by what is typed, by kind and by département, and walked by cursor", async () => {
  for (const name of ["Agde", "Béziers", "Clapiers", "Étampes", "Ganges"])
    await createSharedInstitution({ name, departementCode: name === "Étampes" ? "91" : "34" });
  await createSharedInstitution({
    name: "Préfecture de l’Hérault",
    kind: "prefecture",
    departementCode: "34",
  });
  const api = await apiOf(await createActor());
  const names = async (query: string) =>
    (await api("GET", `/institutions?${query}`)).body.items.map((item: { name: string }) => item.name);
  expect(await names("q=etampes")).toEqual(["Étampes"]);
  expect(await names("kind=prefecture")).toEqual(["Préfecture de l’Hérault"]);
  expect(await names("kind=commune&departement=34")).toEqual(["Agde", "Béziers", "Clapiers", "Ganges"]);
  expect(await names(`filter=${JSON.stringify({ field: "name", op: "contains", value: "apie" })}`)).toEqual([
    "Clapiers",
  ]);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const { body }: { body: { items: { name: string }[]; nextCursor: string | null } } = await api(
      "GET",
      `/institutions?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...body.items.map(({ name }) => name));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(["Agde", "Béziers", "Clapiers", "Étampes", "Ganges", "Préfecture de l’Hérault"]);
});

test("an unknown kind, a département that has no such form and a filter that cannot be read are 400", async () => {
  const api = await apiOf(await createActor());
  for (const query of [
    "kind=bank",
    "kind=",
    "departement=hérault",
    "departement=340",
    "filter=%7B",
    "q=" + "a".repeat(201),
  ]) {
    expect([query, (await api("GET", `/institutions?${query}`)).status]).toEqual([query, 400]);
  }
});

test("a shared institution is corrected for the product alone, and keeps its official facts", async () => {
  const shared = await createSharedInstitution({ name: "Commune de Noyon", phone: "03 44 00 00 00" });
  const [api, other] = [await apiOf(await createActor()), await apiOf(await createActor())];
  const { body } = await api("PATCH", `/institutions/${shared.id}`, { phone: "03 44 11 11 11" });
  expect(body.phone).toBe("03 44 11 11 11");
  expect((await other("GET", `/institutions/${shared.id}`)).body.phone).toBe("03 44 00 00 00");
  expect((await api("PATCH", `/institutions/${shared.id}`, { siren: "216004713" })).status).toBe(403);
});
