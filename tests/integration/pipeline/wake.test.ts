import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { listChanges } from "#app/history/changes.server.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createOpportunity, getOpportunity, updateOpportunity } from "#app/pipeline/opportunities.server.ts";
import { wakePartnerships } from "#app/pipeline/wake.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createSharedInstitution } from "../../factories.ts";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

/** A partnership that was met, then put to sleep for ten days. */
async function asleep(actor: Actor, more = {}) {
  const { id: institutionId } = await createSharedInstitution();
  const { id } = await createOpportunity(actor, { institutionId, stage: "Rendez-vous", ...more });
  return updateOpportunity(actor, id, { stage: "Pas maintenant", wakeOn: isoDay(inDays(10)) });
}

test("a partnership wakes up on its day, where it was, with somebody to call", async () => {
  const actor = await createActor();
  const { id } = await asleep(actor, { nextAction: "Envoyer la notice", nextActionAt: "2026-01-05" });
  expect(await wakePartnerships(inDays(9))).toBe(0);
  const morning = inDays(10);
  expect(await wakePartnerships(morning)).toBe(1);
  const today = isoDay(morning);
  expect(await getOpportunity(actor, id)).toMatchObject({
    ...{ stage: "Rendez-vous", wakeOn: null, wokeOn: today },
    ...{ nextAction: "Reprendre contact", nextActionAt: today, nextActionOwner: "us" },
  });
  const task = await db.task.findFirstOrThrow({ where: { opportunityId: id } });
  expect(task.assigneeId).toBe(actor.userId);
  const { items } = await listChanges(actor, "Opportunity", id);
  expect(items.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/^Essaim a déplacé de Pas maintenant à Rendez-vous/),
  );
});

test("waking twice, or in two workers at once, is waking once", async () => {
  const actor = await createActor();
  const { id } = await asleep(actor);
  const woken = await Promise.all([1, 2, 3].map(() => wakePartnerships(inDays(11))));
  expect(woken.reduce((sum, count) => sum + count)).toBe(1);
  expect(await wakePartnerships(inDays(12))).toBe(0);
  expect(await db.task.count({ where: { opportunityId: id } })).toBe(1);
});

test("who was woken late is to be called today, not in the past", async () => {
  const actor = await createActor();
  const { id } = await asleep(actor);
  await wakePartnerships(inDays(13));
  expect((await getOpportunity(actor, id)).nextActionAt).toBe(isoDay(inDays(13)));
});

test("what had been planned for that day stays", async () => {
  const actor = await createActor();
  const { id } = await asleep(actor);
  await updateOpportunity(actor, id, { nextAction: "Rappeler Paul", nextActionAt: isoDay(inDays(10)) });
  await wakePartnerships(inDays(10));
  expect(await getOpportunity(actor, id)).toMatchObject({
    stage: "Rendez-vous",
    nextAction: "Rappeler Paul",
  });
});

test("a waking that is undone is not done again, until another day is chosen", async () => {
  const actor = await createActor();
  const before = await asleep(actor, { nextAction: "Envoyer la notice", nextActionAt: "2026-01-05" });
  const { id } = before;
  await wakePartnerships(inDays(10));
  const { setId } = await db.change.findFirstOrThrow({ where: { action: "partenariat.réveil" } });
  expect((await undoChangeSet(actor, setId)).kept).toEqual([]);
  const { version: _, ...undone } = await getOpportunity(actor, id);
  const { version: __, ...asleepBefore } = before;
  expect(undone).toEqual(asleepBefore);
  expect(await wakePartnerships(inDays(10))).toBe(0);
  await updateOpportunity(actor, id, { wakeOn: isoDay(inDays(20)) });
  expect(await wakePartnerships(inDays(20))).toBe(1);
});

test("one that never was awake wakes up at the first stage; one that sleeps in two products, in each on its day", async () => {
  const [ours, theirs] = [await createActor(), await createActor()];
  const { id: institutionId } = await createSharedInstitution();
  const sleep = (actor: Actor, days: number) =>
    createOpportunity(actor, { institutionId, stage: "Pas maintenant", wakeOn: isoDay(inDays(days)) });
  const [mine, foreign] = [await sleep(ours, 1), await sleep(theirs, 5)];
  await wakePartnerships(inDays(1));
  expect((await getOpportunity(ours, mine.id)).stage).toBe("À qualifier");
  expect((await getOpportunity(theirs, foreign.id)).stage).toBe("Pas maintenant");
});
