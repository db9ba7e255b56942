import fc from "fast-check";
import { expect, test } from "vitest";
import { endpoints } from "#app/api/endpoints.server.ts";
import { createBelongings, exampleOf, withBody, withId, withQuery } from "../../api-examples.ts";
import { apiOf } from "../../api-caller.ts";
import { createActor } from "../../factories.ts";

const RUNS = 40;

/** What a caller may send in place of anything: all of JSON, and what databases dislike. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("\0", "\ud800", "x".repeat(300_000), "9".repeat(400), "-1", "1e400", "NaN", "null", "{}"),
  fc.constantFrom("0000-00-00", "9999-12-31", "+275760-09-13T00:00:00.000Z", "2027-02-30", "é".repeat(3000)),
  fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 0.1, -0),
);

async function caller() {
  const actor = await createActor();
  return { actor, mine: await createBelongings(actor), api: await apiOf(actor) };
}

test("no body, however strange, makes a 500", async () => {
  const { mine, api } = await caller();
  for (const endpoint of withBody) {
    const path = endpoint.path.replace(":id", mine[endpoint.path.split("/")[1]!]!);
    const example = exampleOf(endpoint, mine)!;
    const nearly = fc
      .tuple(fc.subarray(Object.keys(example), { minLength: 1 }), anything)
      .map(([fields, value]) => ({
        ...example,
        ...Object.fromEntries(fields.map((field) => [field, value])),
      }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly, { arbitrary: anything, weight: 1 }), async (body) => {
        const { status } = await api(endpoint.method, path, body);
        expect([endpoint.method, path, status, status < 500]).toEqual([endpoint.method, path, status, true]);
      }),
      { numRuns: RUNS },
    );
  }
});

test("no value of a query makes a 500", async () => {
  const { mine, api } = await caller();
  for (const { method, path, operation } of withQuery) {
    const place = path.replace(":id", mine[path.split("/")[1]!]!);
    for (const name of Object.keys(operation.query!.shape)) {
      await fc.assert(
        fc.asyncProperty(anything, async (value) => {
          const text = typeof value === "string" ? value : JSON.stringify(value);
          const query = new URLSearchParams({ [name]: text.slice(0, 5000) });
          const { status } = await api(method, `${place}?${query}`);
          expect([path, name, status, status < 500]).toEqual([path, name, status, true]);
        }),
        { numRuns: RUNS },
      );
    }
  }
});

test("a cursor that was not issued is 400", async () => {
  const { mine, api } = await caller();
  const base64 = fc.string({ unit: "binary" }).map((text) => Buffer.from(text).toString("base64url"));
  for (const { method, path } of withQuery) {
    const place = path.replace(":id", mine[path.split("/")[1]!]!);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), base64), async (cursor) => {
        const { status } = await api(method, `${place}?${new URLSearchParams({ cursor })}`);
        expect([path, status]).toEqual([path, 400]);
      }),
      { numRuns: RUNS },
    );
  }
});

test("an id that is none is 404", async () => {
  const { mine, api } = await caller();
  for (const endpoint of withId) {
    const body = exampleOf(endpoint, mine);
    await fc.assert(
      // « . » and « .. » never arrive: every client resolves them.
      fc.asyncProperty(
        fc.string({ minLength: 1 }).filter((id) => !/^\.\.?$/.test(id)),
        async (id) => {
          const place = endpoint.path.replace(":id", () => encodeURIComponent(id));
          const { status } = await api(endpoint.method, place, body);
          expect([endpoint.method, endpoint.path, status]).toEqual([endpoint.method, endpoint.path, 404]);
        },
      ),
      { numRuns: RUNS },
    );
  }
});

test("a cursor of another list, or one letter away, is 400", async () => {
  const { actor, api } = await caller();
  await createBelongings(actor);
  const lists = endpoints.filter(({ method, path }) => method === "GET" && /^\/[a-z]+$/.test(path));
  const cursors = new Map<string, string>();
  for (const { path } of lists) cursors.set(path, (await api("GET", `${path}?limit=1`)).body.nextCursor);
  for (const [issuer, cursor] of cursors) {
    expect([issuer, typeof cursor]).toEqual([issuer, "string"]);
    for (const { path } of lists) {
      const { status } = await api("GET", `${path}?limit=1&cursor=${cursor}`);
      expect([issuer, path, status]).toEqual([issuer, path, issuer === path ? 200 : 400]);
    }
    const altered = [`${cursor}A`, cursor.slice(0, -1), cursor.slice(1), cursor.toUpperCase(), `${cursor}.`];
    for (const one of altered) {
      expect([issuer, one, (await api("GET", `${issuer}?cursor=${one}`)).status]).toEqual([issuer, one, 400]);
    }
  }
});
