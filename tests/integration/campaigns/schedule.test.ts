import { expect, test } from "vitest";
import { launchScheduled, scheduleCampaign, unscheduleCampaign } from "#app/campaigns/schedule.server.ts";
import { isLate } from "#app/campaigns/schedule.ts";
import { addStep } from "#app/campaigns/steps.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor } from "../../factories.ts";
import { createDraft } from "./set-up.ts";

const NOW = new Date("2026-11-23T08:00:00+01:00");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const at = "2026-11-23T09:00";
const state = async (id: string) => (await db.campaign.findUniqueOrThrow({ where: { id } })).state;

async function scheduledDraft() {
  const draft = await createDraft();
  const when = await scheduleCampaign(draft.actor, draft.id, { at, version: 1 }, NOW);
  expect(when).toEqual(minutes(60));
  return draft;
}

test("a scheduled draft launches at its hour, once, as whoever scheduled it", async () => {
  const { id, actor } = await scheduledDraft();
  expect(await launchScheduled(minutes(59))).toBe(0);
  expect(await state(id)).toBe("draft");
  const found = await Promise.all([launchScheduled(minutes(61)), launchScheduled(minutes(61))]);
  expect(found[0]! + found[1]!).toBe(1);
  expect(await db.campaign.findUnique({ where: { id } })).toMatchObject({
    ...{ state: "running", launchedById: actor.userId, scheduledAt: null },
  });
  expect(await db.message.count({ where: { campaignId: id } })).toBe(2);
});

test("more than two hours late, it does not leave: it asks again", async () => {
  const { id, actor } = await scheduledDraft();
  expect(await launchScheduled(minutes(60 + 121))).toBe(0);
  expect(await state(id)).toBe("draft");
  const { scheduledAt } = await db.campaign.findUniqueOrThrow({ where: { id } });
  expect([isLate(scheduledAt, minutes(60 + 121)), isLate(scheduledAt, minutes(60 + 119))]).toEqual([
    true,
    false,
  ]);
  await scheduleCampaign(actor, id, { at: "2026-11-23T14:00" }, minutes(182));
  expect(await launchScheduled(new Date("2026-11-23T14:00:30+01:00"))).toBe(1);
});

test("what was confirmed is what leaves: scheduled, it no longer changes until its programme is withdrawn", async () => {
  const { id, actor } = await scheduledDraft();
  const { version } = await db.campaign.findUniqueOrThrow({ where: { id } });
  await expect(updateCampaign(actor, id, { version, text: "Autre" })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(addStep(actor, id)).rejects.toMatchObject({ code: "conflict" });
  await unscheduleCampaign(actor, id);
  expect(await launchScheduled(minutes(61))).toBe(0);
  const after = await db.campaign.findUniqueOrThrow({ where: { id } });
  await updateCampaign(actor, id, { version: after.version, text: "Autre" });
});

test("an hour that has passed, a draft that cannot leave, another version, a stranger: refused", async () => {
  const { id, actor } = await createDraft();
  const schedule = (input: { at: string; version?: number }, by = actor) =>
    scheduleCampaign(by, id, input, NOW);
  await expect(schedule({ at: "2026-11-23T07:59" })).rejects.toMatchObject({ code: "invalid" });
  await expect(schedule({ at: "2028-11-23T07:59" })).rejects.toMatchObject({ code: "invalid" });
  await expect(schedule({ at: "demain" })).rejects.toMatchObject({ code: "invalid" });
  for (const never of ["2026-02-30T09:00", "2026-11-24T25:70"])
    await expect(schedule({ at: never })).rejects.toMatchObject({ code: "invalid" });

  await expect(schedule({ at, version: 7 })).rejects.toMatchObject({ code: "conflict" });
  await expect(schedule({ at }, await createActor())).rejects.toMatchObject({ code: "not_found" });
  await expect(schedule({ at }, { ...actor, role: "reader" })).rejects.toMatchObject({ code: "forbidden" });
  const empty = await createDraft({ emails: [] });
  await expect(scheduleCampaign(empty.actor, empty.id, { at }, NOW)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("whoever scheduled it has left the product since: it does not leave", async () => {
  const { id, actor } = await scheduledDraft();
  await db.membership.deleteMany({ where: { userId: actor.userId } });
  expect(await launchScheduled(minutes(61))).toBe(0);
  expect(await state(id)).toBe("draft");
});
