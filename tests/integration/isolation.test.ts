import { expect, test } from "vitest";
import { endpoints } from "#app/api/endpoints.server.ts";
import { db } from "#app/db/db.server.ts";
import { apiOf } from "../api-caller.ts";
import {
  asWritten,
  collectionOf,
  createBelongings,
  exampleOf,
  idFields,
  isId,
  withBody,
  withId,
  withQuery,
} from "../api-examples.ts";
import { createActor } from "../factories.ts";

/** Two products, each with one of everything, and their ways in. */
async function neighbours() {
  const [ours, theirs] = [await createActor(), await createActor()];
  const [mine, foreign] = [await createBelongings(ours), await createBelongings(theirs)];
  return { mine, foreign, theirs, api: await apiOf(ours), theirApi: await apiOf(theirs) };
}

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

test("every call of the API on another product's id is 404, as on an id unknown or malformed", async () => {
  const { mine, foreign, theirs, api } = await neighbours();
  const before = await changesOf(theirs.productId);
  for (const endpoint of withId) {
    const { method, path } = endpoint;
    const body = exampleOf(endpoint, mine);
    for (const id of [asWritten("id", foreign[path.split("/")[1]!]), UNKNOWN, "1", "%27"]) {
      const { status, body: answer } = await api(method, path.replace(":id", String(id)), body);
      expect([method, path, id, status, answer.error?.code]).toEqual([method, path, id, 404, "not_found"]);
    }
  }
  expect(await changesOf(theirs.productId)).toBe(before);
});

test("its own product meets none of these 404", async () => {
  const { foreign, theirApi } = await neighbours();
  for (const endpoint of withId) {
    const { method, path } = endpoint;
    const { status } = await theirApi(
      method,
      path.replace(":id", foreign[path.split("/")[1]!]!),
      exampleOf(endpoint, foreign),
    );
    expect([method, path, [200, 201, 409].includes(status)]).toEqual([method, path, true]);
  }
});

test("every id of another product inside a body is 404, as one unknown or malformed", async () => {
  const { mine, foreign, theirs, api } = await neighbours();
  const before = await changesOf(theirs.productId);
  for (const endpoint of withBody) {
    const { method, path } = endpoint;
    const place = path.replace(":id", mine[path.split("/")[1]!]!);
    for (const field of idFields(endpoint)) {
      for (const id of [foreign[collectionOf(field)], UNKNOWN, "1"]) {
        const body = { ...exampleOf(endpoint, mine), [field]: asWritten(field, id) };
        const { status } = await api(method, place, body);
        expect([method, path, field, id, status]).toEqual([method, path, field, id, 404]);
      }
    }
  }
  expect(await changesOf(theirs.productId)).toBe(before);
});

test("every id of another product inside a query is 404, as one unknown or malformed", async () => {
  const { mine, foreign, api } = await neighbours();
  for (const { method, path, operation } of withQuery) {
    const place = path.replace(":id", mine[path.split("/")[1]!]!);
    for (const field of Object.keys(operation.query!.shape).filter(isId)) {
      for (const id of [foreign[collectionOf(field)], UNKNOWN, "1"]) {
        const { status } = await api(method, `${place}?${field}=${String(asWritten(field, id))}`);
        expect([path, field, id, status]).toEqual([path, field, id, 404]);
      }
    }
  }
});

test("no list shows anything of another product", async () => {
  const { foreign, api } = await neighbours();
  const lists = endpoints.filter(({ method, path }) => method === "GET" && !path.includes(":id"));
  for (const { path } of lists) {
    const { status, body } = await api("GET", path);
    expect([path, status]).toEqual([path, 200]);
    for (const id of Object.values(foreign)) expect(JSON.stringify(body)).not.toContain(id);
  }
});

const changesOf = (productId: string) =>
  db.change.count({ where: { productId, table: { not: "ApiToken" } } });
