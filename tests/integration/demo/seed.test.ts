import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { finishDemoIfNeeded, seedDemo } from "#app/demo/seed.server.ts";
import { STAGE_COUNTS } from "#app/demo/stages.ts";
import { TARGET } from "#app/demo/ambitions.ts";
import { readTarget } from "#app/target/target.server.ts";
import { createActor } from "../../factories.ts";
import { finishUniverse, loadCutUniverse, loadStateServices } from "./cut-universe.ts";

test("from nothing, the whole universe is loaded and the story told", async () => {
  const { productId, password } = await seedDemo();
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(await db.institution.count({ where: { productId: null } })).toBeGreaterThan(36_000);
  expect(await db.opportunity.count({ where: { productId } })).toBe(97);
});

test("seeding twice, even at once, makes one product, one story and one account", async () => {
  await loadCutUniverse();
  const [one, other] = await Promise.all([seedDemo(), seedDemo()]);
  expect(other).toEqual(one);
  expect(await seedDemo()).toEqual(one);
  expect(await db.user.findMany({ select: { email: true } })).toEqual([{ email: one.email }]);
  expect(await db.product.count()).toBe(1);
  expect(await db.opportunity.count()).toBe(97);
  expect(await db.campaign.count()).toBe(1);
});

test("each partnership is at its stage since a day in the past, with its account and its dates", async () => {
  const { productId } = await seedDemo(loadCutUniverse);
  const opportunities = await db.opportunity.findMany({
    where: { productId },
    select: {
      institutionId: true,
      stageSince: true,
      stage: true,
      periods: { orderBy: { validFrom: "asc" } },
    },
  });
  const counts = Object.groupBy(opportunities, ({ stage }) => stage.milestone ?? stage.kind);
  const found = Object.fromEntries(Object.entries(counts).map(([key, rows]) => [key, rows!.length]));
  // The campaign's answers move a few cards on between these three.
  const moving = ["contact", "contacted", "meeting"] as const;
  const sum = (of: Record<string, number>) => moving.reduce((all, stage) => all + (of[stage] ?? 0), 0);
  const settled = (of: Record<string, number>) =>
    Object.entries(of).filter(([stage]) => !moving.some((one) => one === stage));
  expect(Object.fromEntries(settled(found))).toEqual(Object.fromEntries(settled(STAGE_COUNTS)));
  expect(sum(found)).toBe(sum(STAGE_COUNTS));
  for (const { stage, stageSince, periods } of opportunities) {
    expect(stageSince.getTime()).toBeLessThan(Date.now());
    expect(periods.at(-1)).toMatchObject({ stageId: stage.id, validFrom: stageSince, validTo: null });
    for (const [i, period] of periods.slice(0, -1).entries()) {
      expect(period.validTo).toEqual(periods[i + 1]!.validFrom);
      expect(period.validFrom.getTime()).toBeLessThan(period.validTo!.getTime());
    }
  }
  const accounts = await db.account.findMany({ where: { productId } });
  expect(accounts.map((account) => account.institutionId).sort()).toEqual(
    opportunities.map((opportunity) => opportunity.institutionId).sort(),
  );
  const exchanges = await db.interaction.findMany({ where: { productId }, orderBy: { happenedAt: "asc" } });
  const latest = new Map(exchanges.map((exchange) => [exchange.institutionId, exchange.happenedAt]));
  for (const { institutionId, lastInteractionAt } of accounts)
    expect(lastInteractionAt).toEqual(latest.get(institutionId) ?? null);
});

test("its people are reached on .example alone, and its campaign was written to forty-five of them", async () => {
  const { productId } = await seedDemo(loadCutUniverse);
  const addresses = await db.address.findMany({ where: { productId } });
  const emails = addresses.filter(({ kind }) => kind === "email");
  expect(emails.filter(({ value }) => !value.endsWith(".example"))).toEqual([]);
  expect(new Set(emails.map(({ value }) => value)).size).toBe(emails.length);
  const campaign = await db.campaign.findFirstOrThrow({ where: { productId } });
  const { contactIds } = campaign.audience as { contactIds: string[] };
  expect(campaign.state).toBe("running");
  expect(await db.contact.count({ where: { id: { in: contactIds }, productId } })).toBe(45);
  expect(await db.enrollment.count({ where: { campaignId: campaign.id } })).toBe(45);
});

test("the cycle is half gone, with a deployment objective at risk, key accounts and answers that wait", async () => {
  const { productId } = await seedDemo(loadCutUniverse);
  const cycle = await db.cycle.findFirstOrThrow({ where: { productId }, include: { objectives: true } });
  expect(await readTarget({ productId })).toEqual(TARGET);
  expect(cycle.startsOn.getTime()).toBeLessThan(Date.now());
  expect(cycle.endsOn.getTime()).toBeGreaterThan(Date.now());
  expect(cycle.objectives.map(({ metric }) => metric)).toContain("deployed");
  const active = await db.opportunity.findMany({
    where: { productId, stage: { milestone: { in: ["deployed", "active"] } } },
    select: { institution: { select: { usageFacts: { where: { productId } } } } },
  });
  expect(active.map(({ institution }) => institution.usageFacts.length > 0)).toEqual([true, true, true]);
  const plans = await db.account.findMany({ where: { productId, keyAccount: true } });
  expect(plans.map(({ cadenceDays, stakes }) => [cadenceDays !== null, stakes !== null])).toEqual(
    Array.from({ length: 3 }, () => [true, true]),
  );
  expect(await db.interaction.count({ where: { productId, direction: "inbound", handledAt: null } })).toBe(5);
  expect(await db.participant.count({ where: { productId } })).toBeGreaterThan(0);
  const due = await db.task.findMany({ where: { productId, contactId: { not: null } } });
  expect(due.length).toBeGreaterThan(20);
});

test("the story is one gesture in the history, signed by Camille", async () => {
  const { productId, userId } = await seedDemo(loadCutUniverse);
  const gestures = await db.change.groupBy({
    by: ["setId", "actorId"],
    where: { productId, action: "démonstration" },
  });
  expect(gestures).toEqual([{ setId: expect.any(String), actorId: userId }]);
});

test("the story waits for the universe, and is told once, whoever asks", async () => {
  const waiting = seedDemo(async () => {
    throw new Error("killed");
  });
  await expect(waiting).rejects.toThrow("killed");
  await loadStateServices();
  expect(await finishDemoIfNeeded()).toBe(false);
  expect(await db.opportunity.count()).toBe(0);
  await finishUniverse();
  const told = await Promise.all([finishDemoIfNeeded(), finishDemoIfNeeded(), finishDemoIfNeeded()]);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await finishDemoIfNeeded()).toBe(false);
  expect(await db.opportunity.count()).toBe(97);
});

test("a story cut short leaves nothing, and the next call tells it whole", async () => {
  await loadCutUniverse();
  await db.$executeRaw`ALTER TABLE "Campaign" ADD CONSTRAINT "cut_short" CHECK (false)`;
  try {
    await expect(seedDemo()).rejects.toThrow();
  } finally {
    await db.$executeRaw`ALTER TABLE "Campaign" DROP CONSTRAINT "cut_short"`;
  }
  expect(await db.contact.count()).toBe(0);
  expect(await finishDemoIfNeeded()).toBe(true);
  expect(await db.opportunity.count()).toBe(97);
});

test("an instance with no demonstration is left alone", async () => {
  const actor = await createActor();
  await loadCutUniverse();
  expect(await finishDemoIfNeeded()).toBe(false);
  expect(await db.opportunity.count({ where: { productId: actor.productId } })).toBe(0);
});

test("what its user has emptied by hand is not written again", async () => {
  const { productId } = await seedDemo(loadCutUniverse);
  await db.campaign.deleteMany({ where: { productId } });
  await db.opportunity.deleteMany({ where: { productId } });
  await seedDemo();
  expect(await db.opportunity.count({ where: { productId } })).toBe(0);
});

test("a password chosen since is kept, and not told", async () => {
  const { userId } = await seedDemo(loadCutUniverse);
  await db.credential.updateMany({ where: { userId }, data: { password: "another:hash" } });
  expect(await seedDemo()).not.toHaveProperty("password");
});
