import { expect, test } from "vitest";
import { endpoints } from "#app/api/endpoints.server.ts";
import { db } from "#app/db/db.server.ts";
import { createBelongings, exampleOf } from "../../api-examples.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor } from "../../factories.ts";

test("a reader reads everything, and whatever changes something is 403 to them", async () => {
  const actor = await createActor();
  const mine = await createBelongings(actor);
  await db.membership.updateMany({ where: { userId: actor.userId }, data: { role: "reader" } });
  const api = await apiOf(actor);
  const before = await db.change.count();
  for (const endpoint of endpoints) {
    const { method, path } = endpoint;
    const place = path.replace(":id", mine[path.split("/")[1]!]!);
    const { status } = await api(method, place, exampleOf(endpoint, mine));
    expect([method, path, status]).toEqual([method, path, method === "GET" ? 200 : 403]);
  }
  expect(await db.change.count()).toBe(before);
});

test("a deployer may do all that the API does", async () => {
  const actor = await createActor("deployer");
  const mine = await createBelongings(actor);
  const api = await apiOf(actor);
  for (const endpoint of endpoints) {
    const { method, path } = endpoint;
    const { status } = await api(
      method,
      path.replace(":id", mine[path.split("/")[1]!]!),
      exampleOf(endpoint, mine),
    );
    expect([200, 201, 409], `${method} ${path}`).toContain(status);
  }
});
