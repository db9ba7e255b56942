import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

test("a partnership answers flat, with its request's fields", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createSharedInstitution({ name: "Commune de Noyon" });
  const asked = {
    ...{ institutionId, stage: "Rendez-vous", nextAction: "Rappeler le maire" },
    ...{ nextActionAt: "2027-03-02", reach: 12_000 },
  };
  const { status, body } = await api("POST", "/opportunities", asked);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...asked, id: expect.any(String), institutionName: "Commune de Noyon" });
  expect((await api("GET", `/opportunities/${body.id}`)).body).toEqual(body);
  expect((await api("GET", "/opportunities")).body).toEqual({ items: [body], nextCursor: null });
});

test("without more, it begins at the first stage; a stage may be told by its name whatever the case", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const { body } = await api("POST", "/opportunities", { institutionId });
  expect(body).toMatchObject({ stage: "À qualifier", nextAction: null, nextActionAt: null, reach: null });
  const moved = await api("PATCH", `/opportunities/${body.id}`, { stage: "a contacter" });
  expect([moved.status, moved.body.stage]).toEqual([200, "À contacter"]);
  expect((await api("GET", "/opportunities?stage=a%20contacter")).body.items).toHaveLength(1);
  expect((await api("GET", "/opportunities?stage=Ambassadeur")).body.items).toHaveLength(0);
});

test("the next action's date may be a moment, kept as its day in France", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const asked = { institutionId, nextAction: "Appeler", nextActionAt: "2027-01-14T23:30:00.000Z" };
  expect((await api("POST", "/opportunities", asked)).body.nextActionAt).toBe("2027-01-15");
});

test("an institution already in the pipeline is 409 with its partnership; an unknown stage is 400", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const { body } = await api("POST", "/opportunities", { institutionId });
  const again = await api("POST", "/opportunities", { institutionId });
  expect([again.status, again.body.error]).toEqual([
    409,
    { code: "conflict", message: expect.stringContaining("déjà"), id: body.id },
  ]);
  const elsewhere = await api("PATCH", `/opportunities/${body.id}`, { stage: "Peut-être" });
  expect([elsewhere.status, Object.keys(elsewhere.body.error.fields)]).toEqual([400, ["stage"]]);
});

test("a stage may be told by its id; one of another product's is 404", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const stageOf = ({ productId }: Actor) =>
    db.stage.findFirstOrThrow({ where: { productId, name: "Volontaire" }, select: { id: true } });
  const [ours, theirs] = [await stageOf(actor), await stageOf(stranger)];
  expect((await api("POST", "/opportunities", { institutionId, stage: theirs.id })).status).toBe(404);
  expect((await api("GET", `/opportunities?stage=${theirs.id}`)).status).toBe(404);
  const { status, body } = await api("POST", "/opportunities", { institutionId, stage: ours.id });
  expect([status, body.stage]).toEqual([201, "Volontaire"]);
});

test("a change drawn from an old version is 409, and overwrites nothing", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const { body } = await api("POST", "/opportunities", { institutionId, reach: 10 });
  await api("PATCH", `/opportunities/${body.id}`, { reach: 20, version: body.version });
  const late = await api("PATCH", `/opportunities/${body.id}`, { reach: 30, version: body.version });
  expect([late.status, late.body.error.code]).toEqual([409, "conflict"]);
  expect((await api("GET", `/opportunities/${body.id}`)).body.reach).toBe(20);
});
