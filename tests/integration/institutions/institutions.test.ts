import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import type { Filter } from "#app/filters/filter.ts";
import {
  countInstitutions,
  createInstitution,
  findInstitutionIds,
  getInstitution,
  listInstitutions,
  updateInstitution,
} from "#app/institutions/institutions.server.ts";
import * as factories from "../../factories.ts";
import { createPlaces, createReal } from "./sample.ts";

const { createActor, createSharedInstitution } = factories;

async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown as { status?: number },
  );
  if (error?.status) return error;
  throw error ?? new Error("was accepted");
}

async function kept(actor: Actor, filter: Filter): Promise<string[]> {
  return (await listInstitutions(actor, { filter })).items.map(({ name }) => name);
}

/** Puts an institution at a stage, by its position in the pipeline, with or without a next action. */
async function engage(actor: Actor, institutionId: string, position: number, dueOn?: string) {
  const { productId } = actor;
  const stage = await db.stage.findFirstOrThrow({ where: { productId, position } });
  const tasks = dueOn && { create: { productId, institutionId, title: "Rappeler", dueOn: new Date(dueOn) } };
  await transaction(actor, "essai", (tx) =>
    tx.opportunity.create({ data: { productId, institutionId, stageId: stage.id, ...(tasks && { tasks }) } }),
  );
  return stage;
}

test("the list is filtered by kind, département, région, stage and ownership", async () => {
  const actor = await createActor();
  const real = await createReal();
  await factories.createInstitution(actor, { name: "La nôtre" });
  const stage = await engage(actor, real.sem!.id, 3, "2026-10-06");
  expect(await kept(actor, { field: "kind", op: "is", value: ["epci", "association"] })).toEqual([
    ...["Association des maires de France", "CC du Pays Noyonnais", "Saint-Étienne Métropole"],
  ]);
  const both: Filter = {
    all: [
      { field: "departement", op: "is", value: "34" },
      { field: "kind", op: "isNot", value: "prefecture" },
    ],
  };
  expect(await kept(actor, both)).toEqual(["DDTM de l’Hérault"]);
  expect(await kept(actor, { field: "own", op: "is", value: true })).toEqual(["La nôtre"]);
  expect(await kept(actor, { field: "stage", op: "is", value: stage.name })).toEqual([
    "Saint-Étienne Métropole",
  ]);
  expect(await kept(actor, { field: "inPipeline", op: "is", value: true })).toEqual([
    "Saint-Étienne Métropole",
  ]);
  expect(await kept(actor, { field: "nextActionAt", op: "before", value: "2026-10-07" })).toHaveLength(1);
});

test("« Sans prochaine action » is what awaits one and has none: neither the ambassadors nor what has stopped", async () => {
  const actor = await createActor();
  const positions = [1, 5, 8, 9, 10];
  for (const position of positions) {
    const { id } = await createSharedInstitution({ name: `Sans ${position}` });
    await engage(actor, id, position);
  }
  await engage(actor, (await createSharedInstitution({ name: "Avec" })).id, 1, "2026-10-06");
  const missing: Filter = { field: "lacksNextAction", op: "is", value: true };
  expect(await kept(actor, missing)).toEqual(["Sans 1", "Sans 5"]);
});

test("each row says where the product stands with it", async () => {
  const actor = await createActor();
  const { id } = await createSharedInstitution();
  await engage(actor, id, 4, "2026-10-06");
  expect(await getInstitution(actor, id)).toMatchObject({
    own: false,
    opportunity: {
      stage: { name: "Rendez-vous", kind: "open", rank: 3 },
      nextAction: { title: "Rappeler", dueOn: new Date("2026-10-06"), owedBy: "us" },
    },
  });
});

test("walking the pages gives every institution once, in any order", async () => {
  const actor = await createActor();
  const real = await createReal();
  await engage(actor, real.sem!.id, 2, "2026-10-06");
  await engage(actor, real.amf!.id, 7);
  const sorts = [
    "name",
    "kind",
    "departement",
    "population",
    "stage",
    "reach",
    "nextActionAt",
    "lastInteractionAt",
  ];
  const sort = fc.constantFrom(...sorts.flatMap((field) => [field, `-${field}`]));
  await fc.assert(
    fc.asyncProperty(sort, fc.integer({ min: 1, max: 5 }), async (order, limit) => {
      const whole = await listInstitutions(actor, { sort: order, limit: 200 });
      const walked: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: typeof whole = await listInstitutions(actor, { sort: order, limit, cursor });
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(walked).toEqual(whole.items.map(({ id }) => id));
      expect(walked).toHaveLength(whole.total!);
    }),
    { numRuns: 30 },
  );
});

test("an institution that a product adds is where its territory says, and its own alone", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  await createPlaces();
  const created = await createInstitution(actor, {
    ...{ name: "Mission locale de Lunel", kind: "association", territoryCode: "34145", siren: "123456782" },
  });
  expect(created).toMatchObject({
    ...{
      own: true,
      departement: "34",
      departementName: "Hérault",
      regionName: "Occitanie",
      population: 27_000,
    },
    ...{ possibleDuplicates: [], source: "saisie" },
  });
  expect((await listInstitutions(actor, { q: "mission 34" })).total).toBe(1);
  expect((await listInstitutions(other, { q: "mission 34" })).total).toBe(0);
  expect(await countInstitutions(other, {})).toBe(0);
  expect(await findInstitutionIds(other, {}, 10)).toEqual([]);
  expect(await refusal(getInstitution(other, created.id))).toMatchObject({ status: 404 });
  expect(await refusal(updateInstitution(other, created.id, { phone: "01" }))).toMatchObject({ status: 404 });
});

test("an equal SIREN or SIRET is refused, with the way to the existing institution", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const shared = await createSharedInstitution({ name: "Mairie de Lunel", siren: "213401458" });
  const own = await createInstitution(actor, { name: "La nôtre", kind: "other", siret: "13000000000011" });
  const again = createInstitution(actor, { name: "Autre", kind: "other", siren: "213401458" });
  expect(await refusal(again)).toMatchObject({
    status: 409,
    fields: { siren: expect.stringContaining("Mairie de Lunel") as string },
    details: { existing: { id: shared.id, name: "Mairie de Lunel" } },
  });
  const sameSiret = { name: "Autre", kind: "other", siret: "13000000000011" } as const;
  expect(await refusal(createInstitution(actor, sameSiret))).toMatchObject({
    ...{ status: 409, details: { existing: { id: own.id } } },
  });
  expect(await createInstitution(other, sameSiret)).toMatchObject({ siret: "13000000000011" });
  expect(await refusal(updateInstitution(actor, own.id, { siren: "213401458" }))).toMatchObject({
    status: 409,
  });
  expect(await updateInstitution(actor, own.id, { siret: "13000000000011" })).toMatchObject({ id: own.id });
});

test("two who add the same SIREN at once make one institution", async () => {
  const actor = await createActor();
  const add = () => createInstitution(actor, { name: "La nôtre", kind: "other", siren: "123456782" });
  const results = await Promise.allSettled([add(), add(), add()]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 409 });
  }
});

test("a name much like another is said, and refuses nothing", async () => {
  const actor = await createActor();
  const real = await createReal();
  const { possibleDuplicates } = await createInstitution(actor, {
    name: "Saint Etienne Métropole",
    kind: "epci",
  });
  expect(possibleDuplicates).toEqual([{ id: real.sem!.id, name: "Saint-Étienne Métropole" }]);
});

test("a territory that does not exist is refused", async () => {
  const actor = await createActor();
  const lost = createInstitution(actor, { name: "Perdue", kind: "other", territoryCode: "99999" });
  expect(await refusal(lost)).toMatchObject({
    status: 400,
    fields: { territoryCode: expect.any(String) as string },
  });
});

test("correcting a shared institution leaves it as it was for every other product", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const { id } = await createSharedInstitution({ name: "Mairie", phone: "0400000000", email: "a@x.example" });
  const changed = await updateInstitution(actor, id, { name: "Mairie de Lunel", phone: null });
  expect(changed).toMatchObject({ name: "Mairie de Lunel", phone: null, email: "a@x.example" });
  expect(await getInstitution(other, id)).toMatchObject({ name: "Mairie", phone: "0400000000" });
  expect(await kept(actor, { field: "phone", op: "empty" })).toEqual(["Mairie de Lunel"]);
  expect(await kept(other, { field: "phone", op: "empty" })).toEqual([]);
});

test("a fact said again as the reference says it is no longer a correction", async () => {
  const actor = await createActor();
  const { id } = await createSharedInstitution({ name: "Mairie", phone: "0400000000" });
  await Promise.all([
    updateInstitution(actor, id, { phone: "0499999999" }),
    updateInstitution(actor, id, { email: "b@x.example" }),
  ]);
  await updateInstitution(actor, id, { phone: "0400000000" });
  const { corrections } = await db.account.findFirstOrThrow({ where: { institutionId: id } });
  expect(corrections).toEqual({
    email: { value: "b@x.example", byId: actor.userId, at: expect.any(String) as string },
  });
});

test("what a shared institution is belongs to the shared reference", async () => {
  const actor = await createActor();
  const { id } = await createSharedInstitution({ kind: "commune", siren: "213401458" });
  for (const change of [{ kind: "epci" }, { siren: "123456782" }, { territoryCode: "34" }] as const) {
    const answer = await refusal(updateInstitution(actor, id, change));
    expect(answer).toMatchObject({
      status: 403,
      message: expect.stringContaining("référentiel partagé") as string,
    });
  }
  expect(await updateInstitution(actor, id, { kind: "commune", phone: "01" })).toMatchObject({ phone: "01" });
});

test("a reader reads, and only reads", async () => {
  const reader = await createActor("reader");
  const { id } = await createSharedInstitution();
  expect((await listInstitutions(reader, {})).total).toBe(1);
  expect(await refusal(updateInstitution(reader, id, { phone: "01" }))).toMatchObject({ status: 403 });
  expect(await refusal(createInstitution(reader, { name: "X", kind: "other" }))).toMatchObject({
    status: 403,
  });
});

test("an unknown field, order, cursor or id is refused for what it is", async () => {
  const actor = await createActor();
  const filter = { field: "prix", op: "filled" } as const;
  expect(await refusal(listInstitutions(actor, { filter }))).toMatchObject({ status: 400 });
  expect(await refusal(listInstitutions(actor, { sort: "prix" }))).toMatchObject({ status: 400 });
  expect(await refusal(listInstitutions(actor, { cursor: "abc" }))).toMatchObject({ status: 400 });
  expect(await refusal(listInstitutions(actor, { limit: 201 }))).toMatchObject({ status: 400 });
  for (const id of ["abc", crypto.randomUUID()]) {
    expect(await refusal(getInstitution(actor, id))).toMatchObject({ status: 404 });
  }
});
