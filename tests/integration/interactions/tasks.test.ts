import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { changeInteraction, removeInteraction } from "#app/interactions/change-interaction.server.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { changeTask, completeTask, listOwnTasks, planTask } from "#app/interactions/tasks.server.ts";
import { createOpportunity, getOpportunity } from "#app/pipeline/opportunities.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { snapshot } from "../history/snapshot.ts";

test("an institution without partnership may have several actions; a partnership has one", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  await planTask(actor, { institutionId, title: "Appeler le standard", dueOn: "2026-12-02" });
  await planTask(actor, { institutionId, title: "Trouver qui décide", dueOn: "2026-12-01" });
  expect((await listOwnTasks(actor, institutionId)).map(({ title }) => title)).toEqual([
    ...["Trouver qui décide", "Appeler le standard"],
  ]);
  const { id: other } = await createInstitution(actor);
  await createOpportunity(actor, { institutionId: other, nextAction: "Rappeler" });
  const second = await refused(planTask(actor, { institutionId: other, title: "Écrire" }));
  expect([second.status, second.message]).toEqual([409, expect.stringContaining("Rappeler")]);
});

test("what is done, put off or planned is undone to the very row", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { id: opportunityId } = await createOpportunity(actor, { institutionId, nextAction: "Rappeler" });
  const task = await db.task.findFirstOrThrow({ where: { opportunityId } });
  const { id: free } = await createInstitution(actor);
  const own = await planTask(actor, { institutionId: free, title: "Écrire", dueOn: "2026-12-01" });
  const gestures = [
    (setId: string) => completeTask(actor, task.id, { setId }),
    (setId: string) => completeTask(actor, own.id, { setId }),
    (setId: string) => changeTask(actor, own.id, { dueOn: "2026-12-09" }, { setId }),
    (setId: string) => changeTask(actor, task.id, { dueOn: "2026-12-09", kind: "call" }, { setId }),
    (setId: string) => planTask(actor, { institutionId: free, title: "Encore" }, { setId }),
  ];
  for (const gesture of gestures) {
    const before = await snapshot();
    const setId = crypto.randomUUID();
    await gesture(setId);
    expect(await snapshot()).not.toEqual(before);
    expect((await undoChangeSet(actor, setId)).kept).toEqual([]);
    expect(await snapshot()).toEqual(before);
  }
});

test("an action that is changed or done raises its partnership's version, so that a stale form is told", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const made = await createOpportunity(actor, { institutionId, nextAction: "Rappeler" });
  const task = await db.task.findFirstOrThrow({ where: { opportunityId: made.id } });
  await changeTask(actor, task.id, { dueOn: "2026-12-09" });
  const moved = await getOpportunity(actor, made.id);
  expect(moved).toMatchObject({ nextActionAt: "2026-12-09", version: made.version + 1 });
  await completeTask(actor, task.id);
  expect((await getOpportunity(actor, made.id)).version).toBe(made.version + 2);
  expect((await refused(completeTask(actor, task.id))).status).toBe(409);
});

test("another day is at no hour, and other words are another action", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const call = { kind: "call", summary: "Vu", institutionId } as const;
  await logInteraction(actor, {
    ...{
      ...call,
      nextAction: "Visiter",
      nextActionAt: "2026-12-01",
      nextActionMinute: 600,
      nextActionKind: "meeting",
    },
  });
  const task = await db.task.findFirstOrThrow();
  expect(task).toMatchObject({ dueMinute: 600, kind: "meeting", assigneeId: actor.userId });
  await changeTask(actor, task.id, { dueOn: "2026-12-03" });
  expect(await db.task.findFirstOrThrow()).toMatchObject({ dueMinute: null, kind: "meeting" });
});

test("an exchange has several people, an outcome and a length; a call says the action that it was is done", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const people = [
    await createContact(actor, { institutionId }),
    await createContact(actor, { institutionId }),
  ];
  const ids = people.map(({ id }) => id);
  await createOpportunity(actor, { institutionId, nextAction: "Rappeler Maud" });
  const task = await db.task.findFirstOrThrow();
  const { id } = await logInteraction(actor, {
    ...{ institutionId, kind: "call", summary: "", outcome: "no_answer", durationMinutes: 2 },
    ...{ participantIds: [...ids, ids[0]!], doneTaskId: task.id },
  });
  const noted = await db.interaction.findUniqueOrThrow({ where: { id }, include: { participants: true } });
  expect(noted).toMatchObject({
    contactId: ids[0],
    outcome: "no_answer",
    summary: "Pas de réponse.",
    durationMinutes: 2,
  });
  expect(noted.participants.map(({ contactId }) => contactId)).toEqual([ids[1]]);
  expect((await db.task.findFirstOrThrow()).doneAt).not.toBeNull();
});

test("what is sent twice under one id is noted once", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const id = crypto.randomUUID();
  const call = { id, institutionId, kind: "call", summary: "Vu", nextAction: "Rappeler" } as const;
  await logInteraction(actor, call);
  const before = await snapshot();
  expect(await logInteraction(actor, call)).toMatchObject({ id, added: false });
  expect(await snapshot()).toEqual(before);
  const stranger = await createActor();
  const own = await createInstitution(stranger);
  const stolen = await refused(logInteraction(stranger, { ...call, institutionId: own.id }));
  expect(stolen.status).toBe(400);
});

test("an exchange is corrected and removed, and both are undone to the very rows", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const people = [
    await createContact(actor, { institutionId }),
    await createContact(actor, { institutionId }),
  ];
  const participantIds = people.map(({ id }) => id);
  const { id } = await logInteraction(actor, {
    ...{ institutionId, kind: "meeting", summary: "Vu", participantIds },
  });
  const gestures = [
    (setId: string) =>
      changeInteraction(
        actor,
        id,
        { kind: "call", summary: "Appelé", participantIds: [participantIds[1]!], happenedAt: "2026-10-05" },
        { setId },
      ),
    (setId: string) => removeInteraction(actor, id, { setId }),
  ];
  for (const gesture of gestures) {
    const before = await snapshot();
    const setId = crypto.randomUUID();
    await gesture(setId);
    expect(await snapshot()).not.toEqual(before);
    expect((await undoChangeSet(actor, setId)).kept).toEqual([]);
    expect(await snapshot()).toEqual(before);
  }
});

test("another product's exchanges, actions and people are 404; a reader changes nothing", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const { id: institutionId } = await createInstitution(stranger);
  const contact = await createContact(stranger, { institutionId });
  const { id } = await logInteraction(stranger, { institutionId, kind: "call", summary: "Vu" });
  const task = await planTask(stranger, { institutionId, title: "Rappeler" });
  const mine = await createInstitution(actor);
  const own = await planTask(actor, { institutionId: mine.id, title: "Rappeler" });
  const change = { kind: "call", summary: "Lu" } as const;
  const before = await snapshot();
  const strays = [
    () => changeInteraction(actor, id, change),
    () => removeInteraction(actor, id),
    () => completeTask(actor, task.id),
    () => changeTask(actor, task.id, { title: "Autre" }),
    () => planTask(actor, { institutionId, title: "Rappeler" }),
    () => planTask(actor, { institutionId: mine.id, title: "Rappeler", contactId: contact.id }),
    () => changeTask(actor, own.id, { contactId: contact.id }),
    () => changeTask(actor, own.id, { assigneeId: stranger.userId }),
    () =>
      logInteraction(actor, {
        institutionId: mine.id,
        kind: "call",
        summary: "Vu",
        participantIds: [contact.id],
      }),
  ];
  for (const stray of strays) expect((await refused(stray())).status).toBe(404);
  const reader: Actor = { ...actor, role: "reader" };
  expect((await refused(completeTask(reader, own.id))).status).toBe(403);
  expect(await snapshot()).toEqual(before);
});

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
