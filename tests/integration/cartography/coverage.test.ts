import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { readSelected } from "#app/cartography/selected.server.ts";
import { db } from "#app/db/db.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { EVERYTHING } from "#app/filters/filter.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const EPCI = "243400017";

/** Occitanie, the Hérault, its métropole and one of its communes. */
async function inHerault() {
  const common = { source: "COG", vintage: "2026" };
  const within = { ...common, regionCode: "R76", departementCode: "34" };
  await db.territory.createMany({
    data: [
      { code: "R76", kind: "region", name: "Occitanie", population: 6_000_000, ...common },
      {
        code: "34",
        kind: "departement",
        name: "Hérault",
        population: 1_200_000,
        ...common,
        regionCode: "R76",
      },
      {
        code: EPCI,
        kind: "epci",
        name: "Montpellier Méditerranée Métropole",
        population: 500_000,
        ...within,
      },
      { code: "34172", kind: "commune", name: "Montpellier", population: 300_000, ...within, epciCode: EPCI },
    ],
  });
  const at = { regionCode: "R76", departementCode: "34" };
  const [ddtm, epci, town] = [
    await createSharedInstitution({ kind: "decentralised_service", territoryCode: "34", ...at }),
    await createSharedInstitution({ kind: "epci", territoryCode: EPCI, ...at }),
    await createSharedInstitution({ kind: "commune", territoryCode: "34172", ...at }),
  ];
  return { ddtm, epci, town };
}

const cellAt = async (actor: Actor, asked: Parameters<typeof readCoverage>[1]) => {
  const { cells } = await readCoverage(actor, asked);
  return cells[0]!;
};

test("each of the three levels gathers what lies within it", async () => {
  const { ddtm, epci, town } = await inHerault();
  const actor = await createActor();
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Rendez-vous", reach: 40 });
  await createOpportunity(actor, { institutionId: town.id, stage: "Volontaire", reach: 2 });
  const happenedAt = new Date("2026-10-01T10:00:00Z");
  await db.interaction.create({
    data: {
      ...{ productId: actor.productId, institutionId: epci.id, kind: "call", happenedAt, summary: "Appel" },
    },
  });
  const last = happenedAt.toISOString();
  expect(await cellAt(actor, { level: "region" })).toMatchObject({
    ...{ code: "R76", stage: "Volontaire", reach: "volunteer", count: 2, users: 42, last },
  });
  expect(await cellAt(actor, { level: "departement" })).toMatchObject({
    code: "34",
    count: 2,
    users: 42,
    last,
  });
  // The service of the département is in no EPCI; the métropole was met outside of the pipeline.
  expect(await cellAt(actor, { level: "epci" })).toMatchObject({ code: EPCI, count: 1, users: 2, last });
});

test("signed up, equipped, proved and covered from above are four facts", async () => {
  const { ddtm, epci, town } = await inHerault();
  const actor = await createActor();
  const covered = async (level: "departement" | "epci") => (await cellAt(actor, { level })).covered;
  await createOpportunity(actor, { institutionId: town.id, stage: "Volontaire" });
  expect(await covered("epci")).toMatchObject({ coverage: "partial", enrolled: 300_000, equipped: 0 });
  expect(await covered("departement")).toMatchObject({ coverage: "partial", enrolled: 300_000 });
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Déployé" });
  expect(await covered("departement")).toMatchObject({
    coverage: "equipped",
    equipped: 1_200_000,
    active: 0,
  });
  expect(await covered("epci")).toMatchObject({ coverage: "above", by: "34", equipped: 0 });
  await db.usageFact.create({
    data: {
      ...{ productId: actor.productId, institutionId: epci.id, metric: "dossiers", value: 3 },
      date: new Date(Date.now() - 30 * 86_400_000),
    },
  });
  expect(await covered("epci")).toMatchObject({ coverage: "active", active: 500_000, equipped: 0 });
  expect(await covered("departement")).toMatchObject({ coverage: "equipped", active: 500_000 });
});

test("a proof of use of more than a year ago proves nothing today", async () => {
  const { epci } = await inHerault();
  const actor = await createActor();
  await db.usageFact.create({
    data: {
      ...{ productId: actor.productId, institutionId: epci.id, metric: "dossiers", value: 3 },
      date: new Date(Date.now() - 400 * 86_400_000),
    },
  });
  expect((await cellAt(actor, { level: "epci" })).covered).toMatchObject({ coverage: "none", proof: null });
});

test("penetration counts the won among the Cible, and nothing beside it", async () => {
  const { ddtm, town } = await inHerault();
  const actor = await createActor();
  await db.target.create({
    data: { productId: actor.productId, filter: { field: "kind", op: "is", value: ["commune", "epci"] } },
  });
  await createOpportunity(actor, { institutionId: town.id, stage: "Volontaire" });
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Déployé" });
  expect(await cellAt(actor, { level: "departement" })).toMatchObject({ target: 2, won: 1 });
  const aimed = await cellAt(actor, { level: "departement", inTarget: true });
  expect(aimed).toMatchObject({ count: 1, stage: "Volontaire" });
});

test("the filter of the lists narrows the map, on the EPCI too", async () => {
  const { ddtm, town } = await inHerault();
  const actor = await createActor();
  await createOpportunity(actor, { institutionId: ddtm.id, stage: "Rendez-vous" });
  await createOpportunity(actor, { institutionId: town.id, stage: "Contacté" });
  const filter = { field: "epci", op: "is", value: EPCI } as const;
  expect(await cellAt(actor, { level: "departement", filter })).toMatchObject({
    count: 1,
    stage: "Contacté",
  });
  expect(await cellAt(actor, { level: "epci", filter })).toMatchObject({ count: 1 });
  const { items } = await listInstitutions(actor, { filter });
  expect(items).toHaveLength(2);
});

test("a selection is the filter that lists, audiences and the board take", async () => {
  const { ddtm } = await inHerault();
  const actor = await createActor();
  await createOpportunity(actor, {
    ...{ institutionId: ddtm.id, stage: "Rendez-vous" },
    ...{ nextAction: "Rappeler", nextActionAt: "2026-10-02" },
  });
  const asked = { level: "departement", codes: ["34"], filter: EVERYTHING, inTarget: false } as const;
  const selected = (await readSelected(actor, { ...asked, codes: ["34"] }))!;
  expect(selected).toMatchObject({ institutions: 3, already: 1 });
  expect(selected.partnerships).toHaveLength(1);
  expect(JSON.parse(selected.filter)).toEqual({ field: "departement", op: "is", value: ["34"] });
  expect(await readSelected(actor, { ...asked, codes: [] })).toBeNull();
  const filter = { field: "kind", op: "is", value: "commune" } as const;
  await db.target.create({ data: { productId: actor.productId, filter } });
  const aimed = (await readSelected(actor, { ...asked, codes: ["34"], inTarget: true }))!;
  expect(aimed).toMatchObject({ institutions: 1, already: 0 });
  const { items } = await listInstitutions(actor, { filter: JSON.parse(aimed.filter) });
  expect(items.map(({ kind }) => kind)).toEqual(["commune"]);
});

test("what has no département is counted apart", async () => {
  await inHerault();
  const actor = await createActor();
  const ministry = await createInstitution(actor, { kind: "ministry" });
  await createOpportunity(actor, { institutionId: ministry.id });
  expect(await readCoverage(actor, { level: "departement" })).toMatchObject({
    elsewhere: 1,
    partnerships: 1,
  });
});

test("another product's partnerships, proofs, exchanges and Cible leave our map white", async () => {
  const { ddtm, epci } = await inHerault();
  const [mine, theirs] = [await createActor(), await createActor()];
  const { productId } = theirs;
  await createOpportunity(theirs, { institutionId: ddtm.id, stage: "Volontaire" });
  const fact = { productId, institutionId: epci.id };
  await db.usageFact.create({ data: { ...fact, metric: "visites", value: 1, date: new Date() } });
  await db.interaction.create({ data: { ...fact, kind: "call", happenedAt: new Date(), summary: "Appel" } });
  await db.target.create({ data: { productId, filter: { all: [] } } });
  for (const level of ["region", "departement", "epci"] as const)
    expect(await readCoverage(mine, { level })).toMatchObject({
      ...{ partnerships: 0, hasTarget: false },
      cells: [{ reach: "none", last: null, target: 0, covered: { coverage: "none", proof: null } }],
    });
  const selected = await readSelected(mine, {
    ...{ level: "departement", codes: ["34"], filter: EVERYTHING, inTarget: true },
  });
  expect(selected).toMatchObject({ already: 0, partnerships: [] });
});
