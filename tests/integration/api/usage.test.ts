import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const figure = { metric: "visites", date: "2026-09-30", value: 412 };

test("a figure put twice is one row; put otherwise, it is corrected", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createSharedInstitution();
  const put = (more = {}) => api("PUT", "/usage", { institutionId, ...figure, ...more });
  const { status, body } = await put();
  expect([status, body]).toEqual([200, expect.objectContaining({ institutionId, ...figure })]);
  const before = await db.change.count();
  expect((await put()).body).toEqual(body);
  expect(await db.change.count()).toBe(before);
  expect((await put({ value: 415 })).body).toEqual({ ...body, value: 415 });
  expect((await put({ date: "2026-08-31" })).body.id).not.toBe(body.id);
  const { body: list } = await api("GET", `/usage?institutionId=${institutionId}`);
  expect(list.items.map(({ date, value }: typeof figure) => [date, value])).toEqual([
    ["2026-09-30", 415],
    ["2026-08-31", 412],
  ]);
});

test("a list is put whole or not at all, and says what it changed", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const [one, other] = [await createInstitution(actor), await createInstitution(actor)];
  const facts = [one, other].map(({ id }) => ({ institutionId: id, ...figure }));
  const first = await api("PUT", "/usage", facts);
  expect(first.body).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
  expect(first.body.items.map((fact: { institutionId: string }) => fact.institutionId)).toEqual([
    one.id,
    other.id,
  ]);
  const again = await api("PUT", "/usage", [
    { ...facts[0], value: 1 },
    facts[1],
    { ...facts[0], value: 500 },
  ]);
  expect(again.body).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect(again.body.items.map(({ value }: typeof figure) => value)).toEqual([500, 412]);

  const stranger = await createInstitution(await createActor());
  const refused = await api("PUT", "/usage", [
    { ...facts[0], value: 1 },
    { ...facts[0], institutionId: stranger.id },
  ]);
  expect(refused.status).toBe(404);
  expect(
    (await db.usageFact.findMany({ where: { productId: actor.productId } })).map(({ value }) => value),
  ).toEqual(expect.arrayContaining([500, 412]));
});

test("what is no figure is 400 with its fields, and writes nothing", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const fieldsOf = async (body: unknown) => {
    const answer = await api("PUT", "/usage", body);
    return [answer.status, Object.keys(answer.body.error.fields ?? {})];
  };
  const fact = { institutionId, ...figure };
  expect(await fieldsOf({ ...fact, value: "beaucoup" })).toEqual([400, ["value"]]);
  expect(await fieldsOf({ ...fact, date: "2999-01-01" })).toEqual([400, ["date"]]);
  expect(await fieldsOf({ institutionId })).toEqual([400, ["metric", "date", "value"]]);
  expect(await fieldsOf([fact, { ...fact, date: "hier" }])).toEqual([400, ["1.date"]]);
  expect((await fieldsOf([]))[0]).toBe(400);
  expect((await fieldsOf(Array.from({ length: 1001 }, () => fact)))[0]).toBe(400);
  expect((await fieldsOf("visites"))[0]).toBe(400);
  expect(await db.usageFact.count({ where: { productId: actor.productId } })).toBe(0);
});

test("a reader reads the figures and puts none; two products keep theirs apart", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution();
  const api = await apiOf(ours);
  await api("PUT", "/usage", { institutionId, ...figure });
  await (
    await apiOf(theirs)
  )("PUT", "/usage", { institutionId, ...figure, value: 7 });
  expect((await api("GET", "/usage")).body.items).toEqual([expect.objectContaining({ value: 412 })]);
  const reader = await createActor("reader");
  const readers = await apiOf(reader);
  expect((await readers("PUT", "/usage", { institutionId, ...figure })).status).toBe(403);
  expect((await readers("GET", "/usage")).body.items).toEqual([]);
});

test("a long list is read page after page, each figure once", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const { id: institutionId } = await createInstitution(actor);
  const days = Array.from({ length: 7 }, (_, i) => `2026-09-0${i + 1}`);
  await api(
    "PUT",
    "/usage",
    days.map((date) => ({ institutionId, ...figure, date })),
  );
  const seen: string[] = [];
  for (let cursor = ""; ;) {
    const { body } = await api("GET", `/usage?limit=3${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map(({ date }: typeof figure) => date));
    if (!body.nextCursor) break;
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(days.reverse());
});
