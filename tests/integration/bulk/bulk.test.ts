import { expect, test } from "vitest";
import { bulkChange, sayCounts } from "#app/bulk/bulk.ts";
import { applyBulk, previewBulk } from "#app/bulk/bulk.server.ts";
import { chosenIds } from "#app/bulk/chosen.server.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createOpportunities } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution, createSharedInstitution } from "../../factories.ts";

const read = (change: object) => bulkChange.parse(change);
const institutions = async (n: number) =>
  (await Promise.all(Array.from({ length: n }, () => createSharedInstitution()))).map(({ id }) => id);

async function partnerships(n: number) {
  const actor = await createActor();
  const at = await institutions(n);
  await createOpportunities(actor, at);
  const rows = await db.opportunity.findMany({
    where: { productId: actor.productId },
    orderBy: { id: "asc" },
  });
  return { actor, at, ids: rows.map(({ id }) => id) };
}

async function refusal(doing: Promise<unknown>): Promise<AppError> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error ?? new Error("was accepted");
}

test.each([{ change: "keyAccount", on: "oui" }, { change: "addTag", tag: "pilote" }, { change: "owner" }])(
  "$change: seen, done to those that are not so, and undone as one",
  async (asked) => {
    const actor = await createActor();
    const ids = await institutions(4);
    await createOpportunities(actor, ids.slice(0, 1));
    const change = read({ ...asked, ...(asked.change === "owner" && { ownerId: actor.userId }) });
    const already = asked.change === "owner" ? 1 : 0;
    const counts = { count: 4, changed: 4 - already, already, refused: 0 };
    expect(await previewBulk(actor, "institutions", ids, change)).toEqual(counts);
    const before = await db.account.findMany({
      where: { productId: actor.productId },
      orderBy: { id: "asc" },
    });
    const setId = crypto.randomUUID();
    expect(await applyBulk(actor, "institutions", ids, change, { setId })).toEqual(counts);
    expect(await previewBulk(actor, "institutions", ids, change)).toEqual({
      ...counts,
      changed: 0,
      already: 4,
    });
    await undoChangeSet(actor, setId);
    const after = await db.account.findMany({
      where: { productId: actor.productId },
      orderBy: { id: "asc" },
    });
    expect(after).toEqual(before);
  },
);

test("a tag is added once, and removed only where it is", async () => {
  const actor = await createActor();
  const ids = await institutions(3);
  await applyBulk(actor, "institutions", ids.slice(0, 2), read({ change: "addTag", tag: "pilote" }));
  await applyBulk(actor, "institutions", ids, read({ change: "addTag", tag: "pilote" }));
  const tags = async () =>
    (await db.account.findMany({ where: { productId: actor.productId } })).map((account) => account.tags);
  expect(await tags()).toEqual([["pilote"], ["pilote"], ["pilote"]]);
  const gone = await applyBulk(actor, "institutions", ids, read({ change: "removeTag", tag: "autre" }));
  expect([gone.changed, gone.already]).toEqual([0, 3]);
  await applyBulk(actor, "institutions", ids, read({ change: "removeTag", tag: "pilote" }));
  expect(await tags()).toEqual([[], [], []]);
});

test("a stage is respected: its date, its reason, and the use that « Actif » wants; undone, all are back", async () => {
  const { actor, ids, at } = await partnerships(3);
  const to = (stage: string, more = {}) => read({ change: "stage", stage, ...more });
  expect((await refusal(previewBulk(actor, "partnerships", ids, to("Sans suite")))).message).toContain(
    "motif",
  );
  expect((await refusal(applyBulk(actor, "partnerships", ids, to("Pas maintenant")))).message).toContain(
    "date",
  );
  await db.usageFact.create({
    data: {
      productId: actor.productId,
      institutionId: at[0]!,
      metric: "visites",
      value: 3,
      date: new Date(),
    },
  });
  const counts = await applyBulk(actor, "partnerships", ids, to("Actif"));
  expect(counts).toEqual({ count: 3, changed: 1, already: 0, refused: 2 });
  const setId = crypto.randomUUID();
  await applyBulk(actor, "partnerships", ids, to("Sans suite", { lostReason: "Pas de budget" }), { setId });
  expect(
    await db.opportunity.count({ where: { productId: actor.productId, lostReason: "Pas de budget" } }),
  ).toBe(3);
  const { kept } = await undoChangeSet(actor, setId);
  expect([
    kept,
    await db.opportunity.count({ where: { productId: actor.productId, lostReason: null } }),
  ]).toEqual([[], 3]);
});

test("an action is planned everywhere; a row changed since is left by undo, and listed", async () => {
  const { actor, ids } = await partnerships(3);
  await applyBulk(actor, "partnerships", ids.slice(0, 1), read({ change: "nextAction", title: "Autre" }));
  const setId = crypto.randomUUID();
  const plan = read({ change: "nextAction", title: "Relancer", dueOn: "2027-01-15" });
  expect((await applyBulk(actor, "partnerships", ids, plan, { setId })).changed).toBe(3);
  const tasks = () => db.task.findMany({ where: { opportunityId: { in: ids }, doneAt: null } });
  expect((await tasks()).map(({ title }) => title)).toEqual(["Relancer", "Relancer", "Relancer"]);
  await db.task.updateMany({ where: { opportunityId: ids[2]! }, data: { title: "Touchée depuis" } });
  const { kept } = await undoChangeSet(actor, setId);
  expect(kept.map(({ table, reason }) => [table, reason])).toEqual([["Task", "changed"]]);
  expect((await tasks()).map(({ title }) => title).sort()).toEqual(["Autre", "Touchée depuis"]);
});

test("partnerships and contacts removed at once come back at once", async () => {
  const { actor, ids } = await partnerships(2);
  const contacts = [(await createContact(actor)).id, (await createContact(actor)).id];
  for (const [list, gone, table] of [
    ["partnerships", ids, db.opportunity],
    ["contacts", contacts, db.contact],
  ] as const) {
    const count = () => (table as typeof db.contact).count({ where: { productId: actor.productId } });
    const setId = crypto.randomUUID();
    await applyBulk(actor, list, [...gone], read({ change: "remove" }), { setId });
    expect(await count()).toBe(0);
    await undoChangeSet(actor, setId);
    expect(await count()).toBe(2);
  }
});

test("another product’s rows are not found, a reader changes nothing, and a list refuses what is not its own", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const own = await createInstitution(theirs);
  const contact = await createContact(theirs);
  const { ids } = await partnerships(1);
  const tag = read({ change: "addTag", tag: "x" });
  expect((await refusal(applyBulk(ours, "institutions", [own.id], tag))).status).toBe(404);
  expect((await refusal(applyBulk(ours, "contacts", [contact.id], read({ change: "remove" })))).status).toBe(
    404,
  );
  expect((await refusal(applyBulk(ours, "partnerships", ids, read({ change: "remove" })))).status).toBe(404);
  expect(() => applyBulk({ ...ours, role: "reader" }, "institutions", [], tag)).toThrow(AppError);
  expect(() => applyBulk(ours, "institutions", [], read({ change: "remove" }))).toThrow(AppError);
  const stranger = read({ change: "owner", ownerId: theirs.userId });
  expect((await refusal(applyBulk(ours, "institutions", await institutions(1), stranger))).status).toBe(400);
});

test("the whole filter is what the reader saw, or nothing is done", async () => {
  const actor = await createActor();
  const { id } = await createInstitution(actor);
  const form = (count: number) => {
    const body = new FormData();
    body.set("filtre", JSON.stringify({ field: "own", op: "is", value: true }));
    body.set("count", String(count));
    return body;
  };
  expect(await chosenIds(actor, "institutions", form(1))).toEqual([id]);
  expect((await refusal(chosenIds(actor, "institutions", form(2)))).status).toBe(409);
  expect((await refusal(chosenIds(actor, "institutions", new FormData()))).status).toBe(400);
});

test("the counts are said as one reads them", () => {
  const counts = { count: 23, changed: 18, already: 5, refused: 0 };
  expect(sayCounts("institutions", counts, true)).toBe("18 institutions ont changé\u00A0; 5 déjà ainsi.");
  expect(sayCounts("contacts", { ...counts, changed: 1, already: 0 }, false)).toBe("1 contact changera.");
});
