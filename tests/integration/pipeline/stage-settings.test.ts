import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createOpportunity, getOpportunity, updateOpportunity } from "#app/pipeline/opportunities.server.ts";
import { addStage, moveStage, removeStage, updateStage } from "#app/pipeline/stage-settings.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { createActor, createInstitution } from "../../factories.ts";

const names = async (actor: Actor) => (await listStages(actor)).map(({ name }) => name);
const named = async (actor: Actor, name: string) =>
  (await listStages(actor)).find((stage) => stage.name === name)!;
const DEFAULT = [
  ...["À qualifier", "À contacter", "Contacté", "Rendez-vous", "Volontaire", "Déployé", "Actif"],
  ...["Ambassadeur", "Pas maintenant", "Sans suite"],
];

test("stages are added after those of their nature, renamed, and moved a step at a time", async () => {
  const actor = await createActor();
  await addStage(actor, { name: "Relancé", kind: "open", milestone: null });
  expect(await names(actor)).toEqual([...DEFAULT.slice(0, 4), "Relancé", ...DEFAULT.slice(4)]);
  const { id } = await named(actor, "Relancé");
  await moveStage(actor, id, "up");
  expect((await names(actor)).slice(2, 5)).toEqual(["Contacté", "Relancé", "Rendez-vous"]);
  await updateStage(actor, id, { name: "Rappelé", milestone: null });
  expect((await names(actor))[3]).toBe("Rappelé");
  const { id: first } = await named(actor, "À qualifier");
  await moveStage(actor, first, "up");
  expect((await listStages(actor)).map(({ position }) => position)).toEqual(
    Array.from({ length: 11 }, (_, i) => i + 1),
  );
  const other = await createActor();
  expect(await names(other)).toEqual(DEFAULT);
});

test("two stages of one name, or that prove the same, are refused; so is whoever is no admin", async () => {
  const actor = await createActor();
  const add = (input: Partial<Parameters<typeof addStage>[1]>) =>
    addStage(actor, { name: "Autre", kind: "won", milestone: null, ...input });
  await expect(add({ name: "volontaire" })).rejects.toMatchObject({ fields: { name: expect.any(String) } });
  await expect(add({ milestone: "volunteer" })).rejects.toMatchObject({
    fields: { milestone: expect.stringContaining("Volontaire") },
  });
  await expect(add({ kind: "lost", milestone: "active" })).rejects.toMatchObject({
    fields: { milestone: expect.any(String) },
  });
  const deployer = { ...actor, role: "deployer" } as const;
  await expect(addStage(deployer, { name: "X", kind: "open", milestone: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await names(actor)).toEqual(DEFAULT);
});

test("a stage is removed with the place its partnerships go to, and comes back with them", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await createOpportunity(actor, { institutionId, stage: "Contacté" });
  const [contacted, meeting] = [await named(actor, "Contacté"), await named(actor, "Rendez-vous")];
  const asleep = await named(actor, "Pas maintenant");
  await expect(removeStage(actor, contacted.id, null)).rejects.toMatchObject({
    fields: { destination: expect.any(String) },
  });
  await expect(removeStage(actor, contacted.id, asleep.id)).rejects.toMatchObject({ code: "invalid" });
  const before = await getOpportunity(actor, id);
  const setId = crypto.randomUUID();
  expect(await removeStage(actor, contacted.id, meeting.id, { setId })).toBe(1);
  expect(await names(actor)).toEqual(DEFAULT.filter((name) => name !== "Contacté"));
  expect((await getOpportunity(actor, id)).stage).toBe("Rendez-vous");
  expect(await db.stagePeriod.count({ where: { opportunityId: id, stageId: contacted.id } })).toBe(1);
  await addStage(actor, { name: "Contacté", kind: "open", milestone: null });
  const { id: again } = await named(actor, "Contacté");
  await removeStage(actor, again, null);
  expect((await undoChangeSet(actor, setId)).kept).toEqual([]);
  expect(await getOpportunity(actor, id)).toEqual({ ...before, version: expect.any(Number) });
  expect(await names(actor)).toContain("Contacté");
});

test("what slept loses its day when its stage goes; the last stage to begin at stays", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const given = { institutionId, stage: "Pas maintenant", wakeOn: "2190-01-01" };
  const { id } = await createOpportunity(actor, given);
  const first = await named(actor, "À qualifier");
  await removeStage(actor, (await named(actor, "Pas maintenant")).id, first.id);
  expect(await getOpportunity(actor, id)).toMatchObject({ stage: "À qualifier", wakeOn: null });
  for (const name of ["À contacter", "Contacté", "Rendez-vous"])
    await removeStage(actor, (await named(actor, name)).id, null);
  await expect(removeStage(actor, first.id, null)).rejects.toMatchObject({ code: "conflict" });
});

test("an old move undone does not bring a partnership back to a stage that is gone", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { id } = await createOpportunity(actor, { institutionId, stage: "Contacté" });
  const setId = crypto.randomUUID();
  await updateOpportunity(actor, id, { stage: "Rendez-vous" }, { setId });
  await removeStage(actor, (await named(actor, "Contacté")).id, null);
  await undoChangeSet(actor, setId);
  expect((await getOpportunity(actor, id)).stage).toBe("À qualifier");
});

test("another product's stage is no stage of ours", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const { id } = await named(theirs, "Contacté");
  for (const gesture of [
    () => updateStage(ours, id, { name: "Pris", milestone: null }),
    () => moveStage(ours, id, "up"),
    () => removeStage(ours, id, null),
  ])
    await expect(gesture()).rejects.toMatchObject({ code: "not_found" });
  expect(await names(theirs)).toEqual(DEFAULT);
});
