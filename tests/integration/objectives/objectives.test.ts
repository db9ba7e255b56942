import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import type { ObjectiveInput } from "#app/objectives/cycle.ts";
import {
  createCycle,
  currentCycle,
  deleteCycle,
  getCycle,
  listCycles,
} from "#app/objectives/cycles.server.ts";
import { readCountedRows } from "#app/objectives/counted-rows.server.ts";
import { createObjective, deleteObjective, updateObjective } from "#app/objectives/objectives.server.ts";
import { readDayObjectives, readTiles } from "#app/objectives/tiles.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { targetFilter } from "#app/target/target-choice.ts";
import { saveTarget } from "#app/target/target.server.ts";
import { createActor, createSharedInstitution } from "../../factories.ts";

const DATES = { name: "Cycle", startsOn: "2026-07-01", endsOn: "2026-12-31" };
const NOW = new Date("2026-10-06T10:00:00Z");
const counting = (
  metric: ObjectiveInput["metric"],
  target = 10,
  more: Partial<ObjectiveInput> = {},
): ObjectiveInput => ({
  ...{ metric, target, usageMetric: "", usageCount: "sum" },
  ...more,
});

async function cycleWith(actor: Actor, ...inputs: ObjectiveInput[]) {
  const { id } = await createCycle(actor, DATES);
  for (const input of inputs) await createObjective(actor, id, input);
  return getCycle(actor, id);
}

/** A partnership whose stages and dates are these, the last one open. */
async function walked(actor: Actor, walk: [stage: string, on: string][], institutionId?: string) {
  const at = institutionId ?? (await createSharedInstitution()).id;
  const { id } = await createOpportunity(actor, { institutionId: at });
  const stages = await db.stage.findMany({ where: { productId: actor.productId } });
  await db.stagePeriod.deleteMany({ where: { opportunityId: id } });
  await db.stagePeriod.createMany({
    data: walk.map(([stage, on], index) => ({
      ...{ productId: actor.productId, opportunityId: id, validFrom: new Date(`${on}T08:00:00Z`) },
      stageId: stages.find(({ name }) => name === stage)!.id,
      validTo: walk[index + 1] ? new Date(`${walk[index + 1]![1]}T08:00:00Z`) : null,
    })),
  });
  return { id, institutionId: at };
}

const valuesOf = async (actor: Actor, inputs: ObjectiveInput[], now = NOW) => {
  const tiles = await readTiles(actor, await cycleWith(actor, ...inputs), now);
  return tiles.map(({ base, value }) => [base, value]);
};

test("stages count who is there on the day: who came before the cycle is its base, who left is no longer counted", async () => {
  const actor = await createActor();
  await walked(actor, [["Volontaire", "2026-03-01"]]);
  await walked(actor, [
    ["Rendez-vous", "2026-07-02"],
    ["Volontaire", "2026-08-01"],
    ["Déployé", "2026-09-01"],
  ]);
  await walked(actor, [
    ["Volontaire", "2026-07-10"],
    ["Sans suite", "2026-09-10"],
  ]);
  await walked(actor, [["Actif", "2026-11-01"]]);
  await walked(actor, [["Rendez-vous", "2026-08-01"]]);
  expect(await valuesOf(actor, [counting("volunteers"), counting("deployed"), counting("active")])).toEqual([
    ...[
      [1, 2],
      [0, 1],
      [0, 0],
    ],
  ]);
});

test("after the cycle, the figure is that of its last day, whatever came since", async () => {
  const actor = await createActor();
  await walked(actor, [["Volontaire", "2026-12-31"]]);
  await walked(actor, [["Volontaire", "2027-01-01"]]);
  await walked(actor, [
    ["Volontaire", "2026-08-01"],
    ["Sans suite", "2027-02-01"],
  ]);
  expect(await valuesOf(actor, [counting("volunteers")], new Date("2027-03-01T10:00:00Z"))).toEqual([[0, 2]]);
});

test("penetration is in percent of the Cible, and says nothing without one", async () => {
  const actor = await createActor();
  for (let n = 0; n < 7; n++) await createSharedInstitution();
  await walked(actor, [["Volontaire", "2026-08-01"]]);
  await walked(actor, [["Volontaire", "2026-08-01"]], (await createSharedInstitution({ kind: "epci" })).id);
  const cycle = await cycleWith(actor, counting("penetration", 20));
  expect((await readTiles(actor, cycle, NOW))[0]).toMatchObject({ lacksTarget: true, value: 0 });
  await saveTarget(actor, targetFilter({ groups: ["communes"], extent: "france", places: [] }));
  expect((await readTiles(actor, cycle, NOW))[0]).toMatchObject({ lacksTarget: false, value: 12.5 });
});

test("meetings are those of the cycle; a day is one of Paris", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  const { productId } = actor;
  const at = (happenedAt: string, kind: "meeting" | "call" = "meeting") => ({
    ...{ productId, institutionId, kind, happenedAt: new Date(happenedAt), summary: "Présentation" },
  });
  await db.interaction.createMany({
    data: [
      // The last minutes of June in London are July's in Paris.
      ...[at("2026-06-30T21:30:00Z"), at("2026-06-30T22:30:00Z"), at("2026-09-01T10:00:00Z")],
      ...[at("2026-09-01T10:00:00Z", "call"), at("2027-01-05T10:00:00Z")],
    ],
  });
  expect(await valuesOf(actor, [counting("meetings", 30)], new Date("2027-02-01T10:00:00Z"))).toEqual([
    [0, 2],
  ]);
});

test("usage adds up as it is asked: what the cycle holds, or the last of each institution", async () => {
  const actor = await createActor();
  const { productId } = actor;
  const [one, other] = [await createSharedInstitution(), await createSharedInstitution()];
  const fact = (institutionId: string, date: string, value: number, metric = "comptes") => ({
    ...{ productId, institutionId, metric, value, date: new Date(date) },
  });
  await db.usageFact.createMany({
    data: [
      ...[fact(one.id, "2026-06-01", 100), fact(one.id, "2026-08-01", 150), fact(one.id, "2026-09-01", 140)],
      ...[
        fact(other.id, "2026-09-15", 60),
        fact(other.id, "2026-11-15", 90),
        fact(other.id, "2026-09-15", 7, "visites"),
      ],
    ],
  });
  const usage = (usageCount: "sum" | "last", usageMetric = "comptes") =>
    counting("usage", 500, { usageMetric, usageCount });
  expect(await valuesOf(actor, [usage("last"), usage("sum", "visites")])).toEqual([
    [100, 200],
    [0, 7],
  ]);
  await deleteCycle(actor, (await listCycles(actor))[0]!.id);
  expect(await valuesOf(actor, [usage("sum")])).toEqual([[0, 350]]);
});

test("a figure opens exactly the rows it counts", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createSharedInstitution();
  await walked(actor, [["Volontaire", "2026-08-01"]]);
  await walked(actor, [
    ["Volontaire", "2026-07-10"],
    ["Sans suite", "2026-09-10"],
  ]);
  await walked(actor, [["Volontaire", "2026-11-10"]]);
  const { productId } = actor;
  await db.interaction.create({
    data: { productId, institutionId, kind: "meeting", happenedAt: new Date("2026-08-01"), summary: "Visio" },
  });
  await db.usageFact.createMany({
    data: ["2026-07-01", "2026-08-01"].map((date) => ({
      productId,
      institutionId,
      metric: "v",
      date: new Date(date),
      value: 3,
    })),
  });
  const last = counting("usage", 9, { usageMetric: "v", usageCount: "last" });
  const cycle = await cycleWith(actor, counting("volunteers"), counting("meetings"), last);
  const tiles = await readTiles(actor, cycle, NOW);
  for (const [index, tile] of tiles.entries()) {
    const { rows, total } = await readCountedRows(actor, cycle.objectives[index]!, cycle, "2026-10-06");
    expect(total).toBe(rows.length);
    expect(rows.reduce((sum, { value }) => sum + value, 0)).toBe(tile.value);
  }
});

test("another product's partnerships, meetings, usage, cycles and objectives are not there", async () => {
  const [mine, theirs] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution();
  await walked(theirs, [["Volontaire", "2026-08-01"]], institutionId);
  const { productId } = theirs;
  await db.interaction.create({
    data: { productId, institutionId, kind: "meeting", happenedAt: new Date("2026-08-01"), summary: "Visio" },
  });
  await db.usageFact.create({
    data: { productId, institutionId, metric: "v", date: new Date("2026-08-01"), value: 3 },
  });
  const inputs = [counting("volunteers"), counting("meetings"), counting("usage", 9, { usageMetric: "v" })];
  const foreign = await cycleWith(theirs, ...inputs);
  expect(await valuesOf(mine, inputs)).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(await listCycles(mine)).toHaveLength(1);
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "done",
      (error: AppError) => error.code,
    );
  const [objective] = foreign.objectives;
  expect(
    await Promise.all([
      ...[
        code(getCycle(mine, foreign.id)),
        code(deleteCycle(mine, foreign.id)),
        code(deleteObjective(mine, objective!.id)),
      ],
      ...[
        code(createObjective(mine, foreign.id, counting("active"))),
        code(updateObjective(mine, objective!.id, counting("active"))),
      ],
    ]),
  ).toEqual(Array.from({ length: 5 }, () => "not_found"));
});

test("two cycles share no day, a cycle counts a thing once, and a reader changes nothing", async () => {
  const actor = await createActor();
  const { id } = await cycleWith(actor, counting("volunteers"));
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "done",
      (error: AppError) => error.code,
    );
  expect(
    await code(createCycle(actor, { name: "Autre", startsOn: "2026-12-31", endsOn: "2027-06-30" })),
  ).toBe("conflict");
  expect(
    await code(createCycle(actor, { name: "Suite", startsOn: "2027-01-01", endsOn: "2027-06-30" })),
  ).toBe("done");
  expect(await code(createObjective(actor, id, counting("volunteers", 3)))).toBe("conflict");
  const reader: Actor = { ...actor, role: "reader" };
  expect(await code(createCycle(reader, { name: "X", startsOn: "2030-01-01", endsOn: "2030-02-01" }))).toBe(
    "forbidden",
  );
  expect(await code(createObjective(reader, id, counting("meetings")))).toBe("forbidden");
  expect(await code(deleteCycle(reader, id))).toBe("forbidden");
});

test("a cycle that is deleted comes back whole, with its objectives", async () => {
  const actor = await createActor();
  const cycle = await cycleWith(actor, counting("volunteers"), counting("meetings", 30));
  const setId = crypto.randomUUID();
  await deleteCycle(actor, cycle.id, { setId });
  expect(await listCycles(actor)).toEqual([]);
  await undoChangeSet(actor, setId);
  expect(await getCycle(actor, cycle.id)).toEqual(cycle);
});

test("the day shows the cycle under way, and nothing between two", async () => {
  const actor = await createActor();
  await cycleWith(actor, counting("volunteers", 15));
  const shown = await readDayObjectives(actor, NOW);
  expect(shown).toMatchObject({
    cycle: { name: "Cycle", daysLeft: 86 },
    tiles: [{ metric: "volunteers", target: 15 }],
  });
  expect(await readDayObjectives(actor, new Date("2027-01-01T10:00:00Z"))).toBeNull();
  expect((await currentCycle(actor, new Date("2027-01-01T10:00:00Z")))?.name).toBe("Cycle");
  expect((await readDayObjectives(actor, new Date("2026-12-31T22:00:00Z")))?.cycle.daysLeft).toBe(0);
});
