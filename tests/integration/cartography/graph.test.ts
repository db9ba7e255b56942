import { expect, test } from "vitest";
import fc from "fast-check";
import type { Actor } from "#app/auth/actor.ts";
import { readGraph } from "#app/cartography/graph/graph.server.ts";
import { MAX_NODES } from "#app/cartography/graph/graph.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { relationInput } from "#app/institutions/relation.ts";
import { createLink, deleteLink, listLinks, updateLink } from "#app/institutions/relations.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const NEAR = { hops: 1, kinds: [], past: false } as const;
const FAR = { hops: 2, kinds: [], past: false } as const;
const link = (otherId: string, choice: string, dates: object = {}) =>
  relationInput.parse({ otherId, link: choice, ...dates });

const share = (fromId: string, toId: string, kind: "oversight" | "membership" | "covers" = "oversight") =>
  db.relation.create({ data: { fromId, toId, kind, source: "COG", vintage: "2026" } });

const drawn = async (actor: Actor, id: string, query: Parameters<typeof readGraph>[2]) => {
  const { nodes, edges, leftOut } = await readGraph(actor, id, query);
  return { names: nodes.map(({ name, hop }) => `${name} ${hop}`).sort(), edges: edges.length, leftOut };
};

test("one hop is who is linked, two are who is linked to them, with every link between those drawn", async () => {
  const actor = await createActor();
  const [a, b, c, d] = await Promise.all(
    ["A", "B", "C", "D"].map((name) => createSharedInstitution({ name })),
  );
  await share(a!.id, b!.id);
  await share(b!.id, c!.id);
  await share(d!.id, a!.id, "membership");
  await share(d!.id, b!.id, "covers");
  expect(await drawn(actor, a!.id, { ...NEAR, kinds: [] })).toMatchObject({
    names: ["A 0", "B 1", "D 1"],
    edges: 3,
  });
  expect(await drawn(actor, a!.id, { ...FAR, kinds: [] })).toMatchObject({
    ...{ names: ["A 0", "B 1", "C 2", "D 1"], edges: 4, leftOut: [] },
  });
  expect(await drawn(actor, a!.id, { ...FAR, kinds: ["oversight"] })).toMatchObject({
    names: ["A 0", "B 1", "C 2"],
  });
});

test("a hub is cut at four hundred, says what it leaves out by kind, and keeps the one ministry", async () => {
  const actor = await createActor();
  const hub = await createSharedInstitution({ name: "Région" });
  const ministry = await createSharedInstitution({ name: "Ministère", kind: "ministry" });
  await share(hub.id, ministry.id);
  const rows = Array.from({ length: 460 }, (_, n) => ({
    ...{ id: crypto.randomUUID(), key: `hub:${n}`, name: `Commune ${n}`, kind: "commune" as const },
    ...{ source: "COG", vintage: "2026" },
  }));
  await db.institution.createMany({ data: rows });
  await db.relation.createMany({
    data: rows.map(({ id }) => ({
      fromId: id,
      toId: hub.id,
      kind: "covers" as const,
      source: "COG",
      vintage: "2026",
    })),
  });
  const graph = await readGraph(actor, hub.id, { ...NEAR, kinds: [] });
  expect(graph.nodes).toHaveLength(MAX_NODES);
  expect(graph.leftOut).toEqual([{ kind: "commune", count: 461 + 1 - MAX_NODES }]);
  expect(graph.nodes.some(({ id }) => id === ministry.id)).toBe(true);
  const far = await readGraph(actor, ministry.id, { ...FAR, kinds: [] });
  expect(far.nodes.length).toBeLessThanOrEqual(MAX_NODES);
  expect(far.nodes.length + far.leftOut[0]!.count).toBe(462);
});

test("another product's links and institutions are on nobody else's graph", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const [a, b] = [await createSharedInstitution({ name: "A" }), await createSharedInstitution({ name: "B" })];
  const own = await createInstitution(other, { name: "À nous" });
  await createLink(other, a.id, link(b.id, "funds outgoing"));
  const { id } = await createLink(other, a.id, link(own.id, "partners outgoing"));
  expect(await drawn(actor, a.id, { ...FAR, kinds: [], past: true })).toMatchObject({
    names: ["A 0"],
    edges: 0,
    leftOut: [],
  });
  await expect(readGraph(actor, own.id, { ...NEAR, kinds: [] })).rejects.toMatchObject({ status: 404 });
  await expect(updateLink(actor, id, { validTo: new Date() })).rejects.toMatchObject({ status: 404 });
  await expect(deleteLink(actor, id)).rejects.toMatchObject({ status: 404 });
});

test("a link is dated, ends, begins again; each gesture is undone", async () => {
  const actor = await createActor();
  const [a, b] = [await createSharedInstitution({ name: "A" }), await createSharedInstitution({ name: "B" })];
  const made = await createLink(actor, a.id, link(b.id, "funds outgoing", { validFrom: "2024-03-01" }));
  const ended = await updateLink(actor, made.id, { validTo: new Date("2025-01-31") });
  expect(await listLinks(actor, a.id)).toEqual([]);
  expect(await drawn(actor, a.id, { ...NEAR, kinds: [] })).toMatchObject({ edges: 0 });
  const past = await readGraph(actor, a.id, { ...NEAR, kinds: [], past: true });
  expect(past.edges).toMatchObject([{ past: true, own: true, validFrom: new Date("2024-03-01") }]);
  // It ended: it can begin again, as another link.
  const again = await createLink(actor, a.id, link(b.id, "funds outgoing"));
  await expect(updateLink(actor, made.id, { validTo: null })).rejects.toMatchObject({ status: 409 });
  await undoChangeSet(actor, again.setId);
  await undoChangeSet(actor, ended.setId);
  expect((await listLinks(actor, a.id))[0]!.links).toHaveLength(1);
  const { setId } = await deleteLink(actor, made.id);
  expect(await listLinks(actor, a.id)).toEqual([]);
  await undoChangeSet(actor, setId);
  expect((await listLinks(actor, a.id))[0]!.links).toHaveLength(1);
  await expect(updateLink(actor, made.id, { validTo: new Date("2023-01-01") })).rejects.toMatchObject({
    status: 400,
  });
  expect(
    relationInput.safeParse({ otherId: "x", link: "funds outgoing", validFrom: "2025-02-30" }).success,
  ).toBe(false);
});

test("nobody comes to be above themselves, whoever told the other links, and the refusal says the way round", async () => {
  const actor = await createActor();
  const [a, b, c] = await Promise.all(["A", "B", "C"].map((name) => createSharedInstitution({ name })));
  await share(a!.id, b!.id);
  await createLink(actor, b!.id, link(c!.id, "oversight outgoing"));
  await expect(createLink(actor, c!.id, link(a!.id, "oversight outgoing"))).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining("« A » est déjà sous la tutelle de « B », puis de « C »"),
  });
  await expect(createLink(actor, a!.id, link(b!.id, "oversight incoming"))).rejects.toMatchObject({
    status: 409,
  });
  // Another kind of link may go round; so may a past one, until it begins again.
  await createLink(actor, c!.id, link(a!.id, "partners outgoing"));
  const old = await createLink(actor, c!.id, link(a!.id, "oversight outgoing", { validTo: "2020-01-01" }));
  await expect(updateLink(actor, old.id, { validTo: null })).rejects.toMatchObject({ status: 409 });
  const [x, y] = await Promise.all(["X", "Y"].map((name) => createSharedInstitution({ name })));
  const both = await Promise.allSettled([
    createLink(actor, x!.id, link(y!.id, "oversight outgoing")),
    createLink(actor, y!.id, link(x!.id, "oversight outgoing")),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("whatever the links added, oversight never goes round", async () => {
  const actor = await createActor();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 8 }), async (pairs) => {
      const all = await Promise.all(Array.from({ length: 5 }, () => createSharedInstitution()));
      const above = new Map<string, string[]>();
      for (const [from, to] of pairs) {
        const [child, parent] = [all[from]!.id, all[to]!.id];
        const made = await createLink(actor, child, link(parent, "oversight outgoing")).catch(() => null);
        const goesRound = reaches(above, parent, child);
        const known = (above.get(child) ?? []).includes(parent);
        expect(made !== null).toBe(!goesRound && !known);
        if (made) above.set(child, [...(above.get(child) ?? []), parent]);
      }
    }),
    { numRuns: 15 },
  );
});

function reaches(above: Map<string, string[]>, start: string, goal: string): boolean {
  const seen = new Set([start]);
  for (const one of seen) {
    if (one === goal) return true;
    for (const next of above.get(one) ?? []) seen.add(next);
  }
  return false;
}
