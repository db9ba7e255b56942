import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { DEFAULT_WINDOW, SPACING_MS } from "#app/outbox/mailbox.ts";
import { getMailbox, pauseMailbox, resumeMailbox, updateMailbox } from "#app/outbox/mailboxes.server.ts";
import { createCampaign, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const emails = ["a@mairie.example", "b@mairie.example", "c@mairie.example", "d@mairie.example"];
const count = (found: Record<string, string>, state: string) =>
  Object.values(found).filter((value) => value === state).length;

test("a mailbox's cap holds for the day, and across workers and restarts", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url, dailyCap: 3 }, emails });
  await Promise.all([sendAll(), sendAll()]);
  await sendAll();
  expect(sink.accepted).toHaveLength(3);
  expect(count(await states(campaign.id), "queued")).toBe(1);
  expect((await getMailbox(campaign.actor, campaign.mailboxId)).sentToday).toBe(3);
  await sendAll(() => new Date(Date.now() + 86_400_000));
  expect(sink.accepted).toHaveLength(4);
});

test("a slot is given back when nothing left", async () => {
  const sink = await sinkWith({
    behave: (to) => (to.startsWith("a") ? { refuse: { code: 550, at: "rcpt" } } : undefined),
  });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url, dailyCap: 3 }, emails });
  await sendAll();
  await sendAll();
  expect(count(await states(campaign.id), "sent")).toBe(3);
});

test("a mailbox with hours sends only within them, one message every twenty seconds", async () => {
  const sink = await sinkWith();
  let now = new Date("2026-11-22T10:00:00+01:00"); // A Sunday.
  const dueAt = new Date("2026-11-20T10:00:00+01:00");
  await createCampaign({ mailbox: { smtpUrl: sink.url, window: DEFAULT_WINDOW }, emails, dueAt });
  const at = async (moment: string | number) => {
    now = typeof moment === "string" ? new Date(moment) : new Date(now.getTime() + moment);
    await sendAll(() => now);
    return sink.accepted.length;
  };
  expect(await at("2026-11-22T10:00:00+01:00")).toBe(0);
  expect(await at("2026-11-23T08:29:59+01:00")).toBe(0);
  expect(await at("2026-11-23T08:30:00+01:00")).toBe(1);
  expect(await at(SPACING_MS - 1)).toBe(1);
  expect(await at(1)).toBe(2);
  expect(await at("2026-11-23T18:30:00+01:00")).toBe(2);
  expect(await at("2026-11-24T08:30:00+01:00")).toBe(3);
});

test("a mailbox whose limits are lifted sends at once, even on a bank holiday", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({
    mailbox: { smtpUrl: sink.url, dailyCap: 1, window: DEFAULT_WINDOW },
    emails,
  });
  const christmas = () => new Date("2026-12-25T03:00:00+01:00");
  await sendAll(christmas);
  expect(sink.accepted).toHaveLength(0);
  await updateMailbox(campaign.actor, campaign.mailboxId, { dailyCap: null, window: null });
  await sendAll(christmas);
  expect(sink.accepted).toHaveLength(4);
});

test("nothing leaves a paused mailbox or campaign, nor a campaign that was cancelled", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await pauseMailbox(campaign.actor, campaign.mailboxId, "Vacances");
  await sendAll();
  await resumeMailbox(campaign.actor, campaign.mailboxId);
  await db.campaign.update({ where: { id: campaign.id }, data: { state: "paused" } });
  await sendAll();
  expect(sink.accepted).toHaveLength(0);
  await db.campaign.update({ where: { id: campaign.id }, data: { state: "running" } });
  await sendAll();
  expect(sink.accepted).toHaveLength(4);
});
