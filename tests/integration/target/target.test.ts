import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { readPenetration } from "#app/target/penetration.server.ts";
import { targetFilter } from "#app/target/target-choice.ts";
import { countGroups, readTargetFacts } from "#app/target/target-facts.server.ts";
import { readTarget, saveTarget } from "#app/target/target.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

const communes = targetFilter({ groups: ["communes"], extent: "france", places: [] });

async function territory(
  code: string,
  more: {
    kind?: "commune" | "departement" | "epci";
    population?: number;
    departementCode?: string;
    epciCode?: string;
  } = {},
) {
  return db.territory.create({
    data: { code, name: `Lieu ${code}`, kind: "commune", source: "COG", vintage: "2026", ...more },
  });
}

test("the Cible says how many, whom one can write to, and each inhabitant once", async () => {
  const actor = await createActor();
  await territory("34", { kind: "departement" });
  await territory("243400017", { kind: "epci", departementCode: "34" });
  await territory("34172", { population: 300_000, departementCode: "34", epciCode: "243400017" });
  await territory("34003", { population: 30_000, departementCode: "34" });
  const town = await createSharedInstitution({
    kind: "commune",
    departementCode: "34",
    territoryCode: "34172",
  });
  await createSharedInstitution({
    kind: "epci",
    departementCode: "34",
    territoryCode: "243400017",
    email: "contact@epci.example",
  });
  await createSharedInstitution({ kind: "commune", departementCode: "34", territoryCode: "34003" });
  await createContact(actor, { institutionId: town.id });
  const filter = targetFilter({ groups: ["communes", "epci"], extent: "departements", places: ["34"] });
  expect(await readTargetFacts(actor, filter)).toEqual({
    ...{ count: 3, reachable: 2, onBoard: 0, population: 330_000, departements: { "34": 3 } },
  });
  expect(await countGroups(actor, "departements", ["34"])).toEqual({ communes: 2, epci: 1 });
});

test("another product's contacts, institutions and partnerships count for nothing", async () => {
  const [mine, theirs] = [await createActor(), await createActor()];
  const shared = await createSharedInstitution({ kind: "commune" });
  await createContact(theirs, { institutionId: shared.id });
  await createInstitution(theirs, { kind: "commune" });
  await createOpportunity(theirs, { institutionId: shared.id, stage: "Volontaire" });
  await saveTarget(theirs, communes);
  expect(await readTargetFacts(mine, communes)).toMatchObject({ count: 1, reachable: 0, onBoard: 0 });
  expect(await readTarget(mine)).toBeNull();
  expect(await readPenetration(mine)).toBeNull();
  await saveTarget(mine, communes);
  expect(await readPenetration(mine)).toEqual({ won: 0, target: 1 });
  expect(await readPenetration(theirs)).toEqual({ won: 1, target: 2 });
});

test("an opposed contact's address, or an old one, is none to write to", async () => {
  const actor = await createActor();
  const shared = await createSharedInstitution({ kind: "commune" });
  const contact = await createContact(actor, { institutionId: shared.id });
  expect(await readTargetFacts(actor, communes)).toMatchObject({ reachable: 1 });
  await db.contact.update({ where: { id: contact.id }, data: { opposedAt: new Date() } });
  expect(await readTargetFacts(actor, communes)).toMatchObject({ reachable: 0 });
  await db.contact.update({ where: { id: contact.id }, data: { opposedAt: null } });
  await db.position.updateMany({
    where: { contactId: contact.id },
    data: { validTo: new Date("2026-01-01") },
  });
  expect(await readTargetFacts(actor, communes)).toMatchObject({ reachable: 0 });
});

test("penetration is what is won of the Cible: not what is won elsewhere, nor what is only met", async () => {
  const actor = await createActor();
  const [won, met] = [await createSharedInstitution(), await createSharedInstitution()];
  const elsewhere = await createSharedInstitution({ kind: "epci" });
  await createSharedInstitution();
  await createOpportunity(actor, { institutionId: won.id, stage: "Déployé" });
  await createOpportunity(actor, { institutionId: met.id, stage: "Rendez-vous" });
  await createOpportunity(actor, { institutionId: elsewhere.id, stage: "Volontaire" });
  await saveTarget(actor, communes);
  expect(await readPenetration(actor)).toEqual({ won: 1, target: 3 });
});

test("choosing again replaces, undoing puts the former one back", async () => {
  const actor = await createActor();
  await createSharedInstitution({ kind: "epci" });
  await createSharedInstitution();
  const epci = targetFilter({ groups: ["epci"], extent: "france", places: [] });
  await saveTarget(actor, communes);
  const setId = crypto.randomUUID();
  await saveTarget(actor, epci, { setId });
  expect(await readTarget(actor)).toEqual(epci);
  await undoChangeSet(actor, setId);
  expect(await readTarget(actor)).toEqual(communes);
});

test("a Cible of nobody, one that leans on itself, and a reader's are refused", async () => {
  const actor = await createActor();
  await createSharedInstitution();
  const refused = async (promise: Promise<unknown>) =>
    promise.then(
      () => "done",
      (error: unknown) => (error as AppError).code,
    );
  expect(
    await refused(saveTarget(actor, targetFilter({ groups: ["sante"], extent: "france", places: [] }))),
  ).toBe("invalid");
  expect(
    await refused(saveTarget(actor, { all: [communes, { field: "inTarget", op: "is", value: true }] })),
  ).toBe("invalid");
  expect(await refused(saveTarget(actor, { field: "licorne", op: "is", value: "x" }))).toBe("invalid");
  expect(await refused(saveTarget({ ...actor, role: "reader" }, communes))).toBe("forbidden");
  expect(await readTarget(actor)).toBeNull();
});
