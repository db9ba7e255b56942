import { expect, test } from "vitest";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { createContact, updateContact } from "#app/contacts/contacts.server.ts";
import { db } from "#app/db/db.server.ts";
import { only } from "#app/filters/filter-edit.ts";
import { getInstitutionFile } from "#app/institutions/institution-file.server.ts";
import { countInstitutions, updateInstitution } from "#app/institutions/institutions.server.ts";
import { findWayOut } from "#app/filters/way-out.server.ts";
import { countToDo, countViews } from "#app/institutions/institutions-summary.server.ts";
import { setKeyAccount } from "#app/institutions/key-account.server.ts";
import { listPlaces } from "#app/institutions/places.server.ts";
import { suggestTerritories } from "#app/institutions/territories.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";
import { createPlaces, createReal } from "./sample.ts";

const notFound = expect.objectContaining({ status: 404 }) as Error;

test("each fact of a file has its source, and each correction what it corrects, by whom", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  await createPlaces();
  const { id } = await createSharedInstitution({
    ...{ name: "Mairie de Lunel", territoryCode: "34145", phone: "0400000000" },
    provenance: { phone: { source: "Annuaire DILA", vintage: "sept. 2026" } },
  });
  await updateInstitution(actor, id, { phone: "0499999999" });
  const file = await getInstitutionFile(actor, id);
  expect(file).toMatchObject({
    phone: "0499999999",
    sources: {
      name: { source: "COG", vintage: "2026" },
      phone: { source: "Annuaire DILA", vintage: "sept. 2026" },
    },
    corrections: { phone: { shared: "0400000000", by: expect.stringMatching(/^Camille/) as string } },
    territory: { code: "34145", departement: "Hérault (34)", region: "Occitanie", population: 27_000 },
  });
  expect(await getInstitutionFile(other, id)).toMatchObject({ phone: "0400000000", corrections: {} });
});

test("saving again what is already corrected keeps who corrected it and when", async () => {
  const actor = await createActor();
  const { id } = await createSharedInstitution({ name: "Mairie" });
  await updateInstitution(actor, id, { phone: "0499999999" });
  const { corrections } = await db.account.findFirstOrThrow();
  await updateInstitution({ ...actor, userId: "autre" }, id, {
    phone: "0499999999",
    name: "Mairie de Lunel",
  });
  const after = await db.account.findFirstOrThrow();
  expect(after.corrections).toMatchObject({ ...(corrections as object), name: { byId: "autre" } });
});

test("one's own institution says those that are called much like it", async () => {
  const actor = await createActor();
  const real = await createReal();
  const { id } = await createInstitution(actor, { name: "Saint Etienne Metropole" });
  expect((await getInstitutionFile(actor, id)).likeNames.map((like) => like.id)).toEqual([real.sem!.id]);
  await expect(getInstitutionFile(await createActor(), id)).rejects.toEqual(notFound);
});

test("who has left an institution is said after who is there, with where they are now", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution({ name: "DDTM" });
  const elsewhere = await createSharedInstitution({ name: "DRAAF" });
  const source = "rencontre";
  const { id } = await createContact(actor, { lastName: "Arnoux", function: "Chef", institutionId, source });
  await createContact(actor, { lastName: "Castaing", email: "c@x.example", institutionId, source });
  await updateContact(actor, id, { institutionId: elsewhere.id });
  const people = await listContactsAt(actor, institutionId);
  expect(people.map(({ name, email, left }) => [name, email, left?.to?.name])).toEqual([
    ["Castaing", "c@x.example", undefined],
    ["Arnoux", null, "DRAAF"],
  ]);
  expect(await listContactsAt(other, institutionId)).toEqual([]);
});

test("a key account is so for one product", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id } = await createSharedInstitution();
  await setKeyAccount(actor, id, true);
  expect((await getInstitutionFile(actor, id)).keyAccount).toBe(true);
  expect((await getInstitutionFile(other, id)).keyAccount).toBe(false);
  await setKeyAccount(actor, id, false);
  expect((await getInstitutionFile(actor, id)).keyAccount).toBe(false);
  const own = await createInstitution(actor);
  await expect(setKeyAccount(other, own.id, true)).rejects.toEqual(notFound);
});

test("the figures of the list: its views, what is late, what has no next action", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const real = await createReal();
  await createInstitution(actor);
  const next = { nextAction: "Rappeler", nextActionAt: "2026-10-05" };
  await createOpportunity(actor, { institutionId: real.ddtm!.id, ...next });
  await createOpportunity(actor, { institutionId: real.sem!.id, ...next, nextActionAt: "2026-10-06" });
  await createOpportunity(actor, { institutionId: real.noyon!.id });
  const known = Object.keys(real).length;
  expect(await countViews(actor)).toEqual({ all: known + 1, pipeline: 3, own: 1, target: null });
  expect(await countViews(other)).toEqual({ all: known, pipeline: 0, own: 0, target: null });
  expect(await countToDo(actor, {}, "2026-10-06")).toEqual({ late: 1, lacking: 1 });
  expect(await countToDo(actor, { q: "noyon" }, "2026-10-06")).toEqual({ late: 0, lacking: 1 });
  expect(await countToDo(other, {}, "2026-10-06")).toEqual({ late: 0, lacking: 0 });
});

test("an empty list says which condition excludes most", async () => {
  const actor = await createActor();
  await createReal();
  const filter = {
    all: [
      { field: "departement", op: "is" as const, value: "34" },
      { field: "kind", op: "is" as const, value: "association" },
    ],
  };
  expect(await findWayOut((query) => countInstitutions(actor, query), { filter })).toEqual({
    without: filter.all[1],
    count: 3,
  });
  expect(
    await findWayOut((query) => countInstitutions(actor, query), {
      q: "xyzzy",
      filter: only("kind", "epci"),
    }),
  ).toEqual({
    without: "q",
    count: 2,
  });
  expect(await findWayOut((query) => countInstitutions(actor, query), { q: "xyzzy", filter })).toBeNull();
});

test("a territory is offered by its name or its code", async () => {
  await createPlaces();
  await createSharedInstitution({ name: "Mairie de Lunel", territoryCode: "34145", keywords: "34145 34400" });
  expect(await suggestTerritories("lun")).toEqual([{ code: "34145", label: "Lunel (34145)" }]);
  expect(await suggestTerritories("34145")).toHaveLength(1);
  expect(await suggestTerritories("")).toEqual([]);
  expect((await listPlaces()).departements[0]).toEqual({ value: "34", label: "Hérault (34)" });
});
