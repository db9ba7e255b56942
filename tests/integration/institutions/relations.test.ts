import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { relationInput } from "#app/institutions/relation.ts";
import { createLink, deleteLink, listLinks } from "#app/institutions/relations.server.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const link = (otherId: string, choice: string) => relationInput.parse({ otherId, link: choice });

async function read(actor: Actor, id: string, whole = false) {
  const groups = await listLinks(actor, id, { whole });
  return groups.map(({ label, total, links }) => [label, total, links.map(({ name }) => name)]);
}

async function share(fromId: string, toId: string, kind: "oversight" | "membership") {
  await db.relation.create({ data: { fromId, toId, kind, source: "COG", vintage: "2026" } });
}

test("a link reads from both ends, in French", async () => {
  const actor = await createActor();
  const ddtm = await createSharedInstitution({ name: "DDTM" });
  const prefecture = await createSharedInstitution({ name: "Préfecture" });
  const chamber = await createInstitution(actor, { name: "Chambre d’agriculture" });
  await share(ddtm.id, prefecture.id, "oversight");
  await createLink(actor, ddtm.id, link(chamber.id, "partners outgoing"));
  expect(await read(actor, ddtm.id)).toEqual([
    ["Sous la tutelle de", 1, ["Préfecture"]],
    ["Partenaire de", 1, ["Chambre d’agriculture"]],
  ]);
  expect(await read(actor, prefecture.id)).toEqual([["A la tutelle de", 1, ["DDTM"]]]);
  expect(await read(actor, chamber.id)).toEqual([["Partenaire de", 1, ["DDTM"]]]);
});

test("a link added from its other end is the same link", async () => {
  const actor = await createActor();
  const [a, b] = [await createSharedInstitution({ name: "A" }), await createSharedInstitution({ name: "B" })];
  await createLink(actor, a.id, link(b.id, "funds incoming"));
  expect(await read(actor, b.id)).toEqual([["Financée par", 1, ["A"]]]);
  const again = createLink(actor, b.id, link(a.id, "funds outgoing"));
  await expect(again).rejects.toMatchObject({ status: 409 });
  await createLink(actor, a.id, link(b.id, "partners outgoing"));
  await expect(createLink(actor, b.id, link(a.id, "partners outgoing"))).rejects.toMatchObject({
    status: 409,
  });
});

test("two who add one link at once make one link", async () => {
  const actor = await createActor();
  const [a, b] = [await createSharedInstitution(), await createSharedInstitution()];
  const add = () => createLink(actor, a.id, link(b.id, "funds outgoing"));
  const results = await Promise.allSettled([add(), add(), add()]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a région shows a few of its links and says how many there are", async () => {
  const actor = await createActor();
  const region = await createSharedInstitution({ name: "Région", kind: "region" });
  for (let n = 0; n < 9; n++) {
    const { id } = await createSharedInstitution({ name: `Membre ${n}`, weight: n });
    await share(id, region.id, "membership");
  }
  const [[, total, names]] = (await read(actor, region.id)) as [[string, number, string[]]];
  expect([total, names.length, names[0]]).toEqual([9, 6, "Membre 8"]);
  const [[, , everyone]] = (await read(actor, region.id, true)) as [[string, number, string[]]];
  expect(everyone).toHaveLength(9);
});

test("a product's links, and links to its institutions, are nobody else's", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const [a, b] = [await createSharedInstitution(), await createSharedInstitution()];
  const own = await createInstitution(actor);
  await createLink(actor, a.id, link(b.id, "funds outgoing"));
  await createLink(actor, a.id, link(own.id, "partners outgoing"));
  expect(await read(other, a.id)).toEqual([]);
  await expect(createLink(other, a.id, link(own.id, "partners outgoing"))).rejects.toMatchObject({
    status: 404,
  });
  const [group] = await listLinks(actor, a.id);
  const id = group!.links[0]!.id;
  await expect(deleteLink(other, id)).rejects.toMatchObject({ status: 404 });
  await deleteLink(actor, id);
  expect(await read(actor, a.id)).toHaveLength(1);
});

test("a shared link is not a product's to remove, and nothing is linked to itself", async () => {
  const actor = await createActor();
  const [a, b] = [await createSharedInstitution(), await createSharedInstitution()];
  await share(a.id, b.id, "oversight");
  const [group] = await listLinks(actor, a.id);
  await expect(deleteLink(actor, group!.links[0]!.id)).rejects.toMatchObject({ status: 404 });
  await expect(createLink(actor, a.id, link(a.id, "funds outgoing"))).rejects.toMatchObject({ status: 400 });
  const reader = { ...actor, role: "reader" as const };
  await expect(createLink(reader, a.id, link(b.id, "funds outgoing"))).rejects.toMatchObject({ status: 403 });
});
