import { expect, test } from "vitest";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { searchEverything } from "#app/search/search.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor, createContact, createSharedInstitution } from "../../factories.ts";

test("one search finds an institution with its stage, a person without accents, a campaign by a word of its name", async () => {
  const actor = await createActor();
  const ddtm = await createSharedInstitution({ name: "DDTM de l’Hérault", acronym: "DDTM" });
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Rendez-vous" });
  await createContact(actor, { institutionId: ddtm.id, firstName: "Hélène", lastName: "Castaing" });
  const { productId } = actor;
  await db.campaign.create({ data: { productId, name: "Découverte Hérault", audience: {} } });
  const found = await searchEverything(actor, "herault");
  expect(found?.institutions.items[0]?.opportunity?.stage.name).toBe("Rendez-vous");
  expect(found?.contacts.items[0]?.lastName).toBe("Castaing");
  expect(found?.campaigns).toMatchObject({ total: 1, items: [{ name: "Découverte Hérault" }] });
  expect((await searchEverything(actor, "helene castaing"))?.contacts.total).toBe(1);
});

test("another product's people and campaigns are not found", async () => {
  const [mine, theirs] = [await createActor(), await createActor()];
  await createContact(theirs, { lastName: "Castaing" });
  await db.campaign.create({ data: { productId: theirs.productId, name: "Castaing", audience: {} } });
  expect(await searchEverything(mine, "castaing")).toMatchObject({
    contacts: { total: 0 },
    campaigns: { total: 0 },
  });
});

test("too little to look for is not a search, and a percent sign is not a joker", async () => {
  const actor = await createActor();
  await db.campaign.create({ data: { productId: actor.productId, name: "Relance", audience: {} } });
  expect(await searchEverything(actor, " ")).toBeNull();
  expect((await searchEverything(actor, "%%%lance"))?.campaigns.total).toBe(1);
});

test("words that nothing has are told as those that exist", async () => {
  const actor = await createActor();
  await createContact(actor, { firstName: "Hélène", lastName: "Castaing" });
  expect(await searchEverything(actor, "helene catsaing")).toMatchObject({ rather: "helene castaing" });
  expect(await searchEverything(actor, "castaing")).toMatchObject({ rather: null });
});
