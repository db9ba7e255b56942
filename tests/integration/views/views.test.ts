import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { keptSearch } from "#app/views/view.ts";
import { changeView, listViews, saveView } from "#app/views/views.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

const list = "institutions" as const;
const filtre = JSON.stringify({ field: "kind", op: "is", value: "commune" });
const search = new URLSearchParams({ filtre, tri: "-population", curseur: "x" }).toString();
const save = (actor: Parameters<typeof saveView>[0], name: string, shared = false) =>
  saveView(actor, { list, name, search, shared });
const names = async (actor: Parameters<typeof saveView>[0]) =>
  (await listViews(actor, list)).map(({ name }) => name);

async function refusal(doing: Promise<unknown>): Promise<number> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error.status;
  throw error ?? new Error("was accepted");
}

async function colleague(of: Awaited<ReturnType<typeof createActor>>, role: Actor["role"]) {
  const other = await createActor();
  await db.membership.create({ data: { userId: other.userId, productId: of.productId, role } });
  return { ...other, productId: of.productId, role };
}

test("a view keeps the list but not its page, is renamed, replaced, deleted, and comes back", async () => {
  const actor = await createActor();
  const { id } = await save(actor, "Communes");
  const [view] = await listViews(actor, list);
  expect(view).toMatchObject({ name: "Communes", pinned: true, mine: true, broken: null });
  expect(view!.search).toBe(keptSearch(search));
  expect(view!.search).not.toContain("curseur");
  expect(await refusal(save(actor, "Communes"))).toBe(409);
  await changeView(actor, id, { change: "name", name: "Les communes" });
  await changeView(actor, id, { change: "replace", search: "q=evreux" });
  expect((await listViews(actor, list))[0]).toMatchObject({ name: "Les communes", search: "q=evreux" });
  const setId = crypto.randomUUID();
  await changeView(actor, id, { change: "delete" }, { setId });
  expect(await names(actor)).toEqual([]);
  await undoChangeSet(actor, setId);
  expect(await names(actor)).toEqual(["Les communes"]);
});

test("private until shared; shared, it is changed by its owner or an admin, and pinned by anyone for themselves", async () => {
  const owner = await createActor();
  const [deployer, admin] = [await colleague(owner, "deployer"), await colleague(owner, "admin")];
  const { id } = await save(owner, "Mienne");
  expect([await names(deployer), await refusal(changeView(deployer, id, { change: "delete" }))]).toEqual([
    [],
    404,
  ]);
  await changeView(owner, id, { change: "share", shared: true });
  expect(await names(deployer)).toEqual(["Mienne"]);
  expect(await refusal(changeView(deployer, id, { change: "name", name: "Sienne" }))).toBe(403);
  await changeView(deployer, id, { change: "pin", pinned: true });
  await changeView(owner, id, { change: "pin", pinned: false });
  const pinned = async (actor: typeof owner) => (await listViews(actor, list))[0]!.pinned;
  expect([await pinned(deployer), await pinned(owner)]).toEqual([true, false]);
  await changeView(admin, id, { change: "name", name: "Nôtre" });
  expect(await names(owner)).toEqual(["Nôtre"]);
});

test("another product never sees a view, even shared, nor changes it", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const { id } = await save(ours, "À nous", true);
  expect(await names(theirs)).toEqual([]);
  expect(await refusal(changeView(theirs, id, { change: "pin", pinned: true }))).toBe(404);
  expect(await refusal(changeView(theirs, id, { change: "delete" }))).toBe(404);
});

test("the pinned come first, in one’s order", async () => {
  const actor = await createActor();
  await save(actor, "A");
  await save(actor, "B");
  const { id } = await save(actor, "C");
  await changeView(actor, id, { change: "first" });
  expect(await names(actor)).toEqual(["C", "A", "B"]);
});

test("a filter that is none is refused; one that no longer makes sense says so, and the others are shown", async () => {
  const actor = await createActor();
  const wrong = new URLSearchParams({ filtre: '{"field":"prix","op":"filled"}' }).toString();
  expect(await refusal(saveView(actor, { list, name: "X", search: wrong, shared: false }))).toBe(400);
  const { id } = await save(actor, "Vieille");
  await db.savedView.update({ where: { id }, data: { params: { search: wrong } } });
  expect((await listViews(actor, list))[0]!.broken).toContain("« prix »");
});

test("what is pinned says how many rows it finds, those of the product alone", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  const kept = async (on: "institutions" | "contacts" | "partnerships", filter: object) => {
    const asked = new URLSearchParams({ filtre: JSON.stringify(filter) }).toString();
    await saveView(actor, { list: on, name: "Comptée", search: asked, shared: false });
    return (await listViews(actor, on))[0]!.count;
  };
  const town = await createInstitution(actor, { kind: "commune" });
  for (const who of [actor, actor, other]) await createContact(who, { institutionId: town.id });
  const { id } = await createInstitution(other, { kind: "commune" });
  await createOpportunity(other, { institutionId: id });
  const communes = { field: "kind", op: "is", value: "commune" };
  expect(await kept("institutions", { all: [communes, { field: "own", op: "is", value: true }] })).toBe(1);
  expect(await kept("contacts", communes)).toBe(2);
  expect(await kept("partnerships", communes)).toBe(0);
});

test("a view that is deleted and put back is pinned again, by each of those who had pinned it", async () => {
  const owner = await createActor();
  const admin = await colleague(owner, "admin");
  const { id } = await save(owner, "À tous", true);
  await save(owner, "Autre");
  await changeView(admin, id, { change: "pin", pinned: true });
  const setId = crypto.randomUUID();
  await changeView(owner, id, { change: "delete" }, { setId });
  expect(await db.viewPin.count({ where: { viewId: id } })).toBe(0);
  await undoChangeSet(owner, setId);
  for (const actor of [owner, admin])
    expect((await listViews(actor, list))[0]).toMatchObject({ name: "À tous", pinned: true });
});

test("whoever reads undoes what they did to their own views, and nothing else", async () => {
  const owner = await createActor("deployer");
  const reader = await colleague(owner, "reader");
  const sets = { made: crypto.randomUUID(), named: crypto.randomUUID(), gone: crypto.randomUUID() };
  const view = { list, search, shared: false };
  await saveView(reader, { ...view, name: "Essai" }, { setId: sets.made });
  await undoChangeSet(reader, sets.made);
  expect(await names(reader)).toEqual([]);
  const { id } = await saveView(reader, { ...view, name: "Mienne" });
  await changeView(reader, id, { change: "name", name: "À moi" }, { setId: sets.named });
  await undoChangeSet(reader, sets.named);
  expect(await names(reader)).toEqual(["Mienne"]);
  await changeView(reader, id, { change: "delete" }, { setId: sets.gone });
  // Taken back, and taken back again.
  const { setId } = await undoChangeSet(reader, sets.gone);
  expect(await names(reader)).toEqual(["Mienne"]);
  await undoChangeSet(reader, setId);
  expect(await names(reader)).toEqual([]);
  expect(await names(owner)).toEqual([]);
});

test("whoever reads undoes nothing of another’s views, and shares none by undoing", async () => {
  const owner = await createActor("deployer");
  const reader = await colleague(owner, "reader");
  const setId = crypto.randomUUID();
  await saveView(owner, { list, name: "Sienne", search, shared: false }, { setId });
  expect(await refusal(undoChangeSet(reader, setId))).toBe(403);
  expect(await names(owner)).toEqual(["Sienne"]);
  // Shared while they could; a reader may stop sharing, not begin.
  const { id } = await saveView(owner, { list, name: "À tous", search, shared: true });
  const formerly: Actor = { ...owner, role: "reader" };
  const unshared = crypto.randomUUID();
  await changeView(formerly, id, { change: "share", shared: false }, { setId: unshared });
  expect(await refusal(undoChangeSet(formerly, unshared))).toBe(403);
  expect(await names(reader)).toEqual([]);
});
