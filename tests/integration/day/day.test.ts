import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { readBaskets, readLapsed, readWaking } from "#app/day/baskets.server.ts";
import { countDue, institutionsToCall, readDay } from "#app/day/day.server.ts";
import { isNewcomer } from "#app/day/newcomer.server.ts";
import { db } from "#app/db/db.server.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { plusDays } from "#app/interactions/days.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { planTask } from "#app/interactions/tasks.server.ts";
import { createOpportunity, listOpportunities } from "#app/pipeline/opportunities.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

/** A Tuesday. */
const today = "2026-10-06";

async function due(actor: Actor, title: string, dueOn: string | null, more: { dueMinute?: number } = {}) {
  const { id: institutionId } = await createInstitution(actor);
  return planTask(actor, { institutionId, title, dueOn, ...more });
}

const titles = async (actor: Actor, whose: "mine" | "all" = "mine") =>
  Object.fromEntries(
    (await readDay(actor, whose, await listStages(actor), today)).map(({ key, tasks }) => [
      key,
      tasks.map(({ title }) => title),
    ]),
  );

test("the day holds what is late, due today and this week, in order; what is beyond waits", async () => {
  const actor = await createActor();
  await due(actor, "Hier", "2026-10-05");
  await due(actor, "En septembre", "2026-09-01");
  await due(actor, "À 11 h", today, { dueMinute: 660 });
  await due(actor, "À 9 h", today, { dueMinute: 540 });
  await due(actor, "Dans la journée", today);
  await due(actor, "Dimanche", "2026-10-11");
  await due(actor, "Lundi", "2026-10-12");
  await due(actor, "Un jour", null);
  expect(await titles(actor)).toEqual({
    ...{ late: ["En septembre", "Hier"], today: ["À 9 h", "À 11 h", "Dans la journée"] },
    ...{ week: ["Dimanche"], next: [], undated: ["Un jour"] },
  });
  expect(await countDue(actor, today)).toBe(5);
});

test("my day is mine, the team's is everyone's, and another product's is never seen", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  const colleague = await colleagueOf(actor);
  await due(actor, "La mienne", today);
  await due(colleague, "La sienne", today);
  await due(stranger, "Ailleurs", today);
  expect((await titles(actor)).today).toEqual(["La mienne"]);
  expect((await titles(actor, "all")).today?.toSorted()).toEqual(["La mienne", "La sienne"]);
  expect(await countDue(actor, today)).toBe(1);
});

test("who sleeps or has ended asks for nothing", async () => {
  const actor = await createActor();
  const next = { nextAction: "Rappeler", nextActionAt: today };
  for (const more of [
    { stage: "Pas maintenant", wakeOn: plusDays(isoDay(new Date()), 5) },
    { stage: "Sans suite", lostReason: "Budget" },
  ])
    await createOpportunity(actor, { institutionId: (await createInstitution(actor)).id, ...next, ...more });
  expect(await countDue(actor, today)).toBe(0);
  expect((await titles(actor)).today).toEqual([]);
});

test("a section says how many there are beyond those it shows", async () => {
  const actor = await createActor();
  const { id: institutionId } = await createInstitution(actor);
  const { productId, userId } = actor;
  await db.task.createMany({
    data: Array.from({ length: 60 }, (_, i) => ({
      ...{ productId, institutionId, title: `Appeler ${i}`, dueOn: new Date(today), createdById: userId },
    })),
  });
  const [, section] = await readDay(actor, "mine", await listStages(actor), today);
  expect([section?.total, section?.tasks.length]).toEqual([60, 50]);
});

test("calls are made once to an institution, in the order of the day, and not those that are theirs to make", async () => {
  const actor = await createActor();
  const twice = await createInstitution(actor);
  await planTask(actor, { institutionId: twice.id, title: "Rappeler Maud", dueOn: today });
  await planTask(actor, { institutionId: twice.id, title: "Appeler le standard", dueOn: "2026-10-05" });
  const late = await due(actor, "Vérifier", "2026-10-01");
  await db.task.update({ where: { id: late.id }, data: { kind: "call" } });
  await due(actor, "Envoyer la notice", today);
  const theirs = await due(actor, "Rappeler", today);
  await db.task.update({ where: { id: theirs.id }, data: { owedBy: "them" } });
  expect(await institutionsToCall(actor, "mine", today, 100)).toEqual([late.institutionId, twice.id]);
});

test("each basket counts what its link opens: partnerships that want an action, silent for so long", async () => {
  const actor = await createActor();
  const now = new Date();
  const silent = async (days: number | null, stage = "Contacté") => {
    const { id: institutionId } = await createInstitution(actor);
    const more = stage === "Ambassadeur" ? {} : { stage };
    const made = await createOpportunity(actor, { institutionId, ...more });
    if (stage === "Ambassadeur") {
      const stages = await listStages(actor);
      const ambassador = stages.find(({ milestone }) => milestone === "ambassador")!;
      await db.opportunity.update({ where: { id: made.id }, data: { stageId: ambassador.id } });
    }
    if (days === null) return;
    const happenedAt = new Date(now.getTime() - days * 86_400_000).toISOString();
    await logInteraction(actor, { institutionId, kind: "note", summary: "Vu", happenedAt });
  };
  for (const days of [1, 10, 30, 50, null]) await silent(days);
  await silent(80, "Ambassadeur");
  const baskets = await readBaskets(actor, "mine", await listStages(actor), isoDay(now));
  expect(baskets.map(({ days, count }) => [days, count])).toEqual([
    [9, 3],
    [21, 2],
    [45, 1],
    [null, 1],
  ]);
  for (const { to, count } of baskets) {
    const filter = parseFilter(new URL(to, "http://essaim.example").searchParams.get("filtre"));
    expect((await listOpportunities(actor, { filter })).total).toBe(count);
  }
  const stranger = await createActor();
  const theirs = await readBaskets(stranger, "all", await listStages(stranger), isoDay(now));
  expect(theirs.every(({ count }) => count === 0)).toBe(true);
});

test("sleepers that wake within two weeks are told, and key accounts that waited beyond what was promised", async () => {
  const actor = await createActor();
  const now = isoDay(new Date());
  for (const days of [3, 30]) {
    const { id: institutionId } = await createInstitution(actor, { name: `Dans ${days} jours` });
    await createOpportunity(actor, { institutionId, stage: "Pas maintenant", wakeOn: plusDays(now, days) });
  }
  expect((await readWaking(actor, "mine", now)).map(({ name }) => name)).toEqual(["Dans 3 jours"]);

  const { productId } = actor;
  for (const [cadenceDays, keyAccount] of [
    [60, true],
    [90, true],
    [60, false],
  ] as const) {
    const { id: institutionId } = await createInstitution(actor, { name: `Tous les ${cadenceDays}` });
    const happenedAt = `${plusDays(now, -70)}T12:00:00Z`;
    await logInteraction(actor, { institutionId, kind: "note", summary: "Vu", happenedAt });
    const where = { productId_institutionId: { productId, institutionId } };
    await db.account.update({ where, data: { keyAccount, cadenceDays } });
  }
  expect(await readLapsed(actor, "mine", now)).toMatchObject([{ name: "Tous les 60", late: 10 }]);
  expect(await readLapsed(await createActor(), "all", now)).toEqual([]);
});

test("a newcomer has nothing yet; one exchange is a beginning", async () => {
  const actor = await createActor();
  expect(await isNewcomer(actor)).toBe(true);
  const { institutionId } = await contactAt(actor);
  await logInteraction(actor, { institutionId, kind: "call", summary: "Vu" });
  expect(await isNewcomer(actor)).toBe(false);
});

async function contactAt(actor: Actor) {
  const { id: institutionId } = await createInstitution(actor);
  return { institutionId, contact: await createContact(actor, { institutionId }) };
}

async function colleagueOf(actor: Actor): Promise<Actor> {
  const { userId } = await createActor();
  await db.membership.create({ data: { userId, productId: actor.productId, role: "deployer" } });
  return { ...actor, userId, role: "deployer" };
}
