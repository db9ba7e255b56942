import { expect, test } from "vitest";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "#app/campaigns/control.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { campaignResults } from "#app/campaigns/results.server.ts";
import { db } from "#app/db/db.server.ts";
import { updateMailbox } from "#app/outbox/mailboxes.server.ts";
import { opposeByToken } from "#app/outbox/opposition.server.ts";
import { finishCampaigns } from "#app/outbox/settle.server.ts";
import { resolveUncertain } from "#app/outbox/uncertain.server.ts";
import { unsubscribeToken } from "#app/outbox/unsubscribe-token.server.ts";
import { ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "../outbox/sending.ts";
import { createDraft } from "./set-up.ts";

const sinkWith = useSinks();

test("a pause stops what has not left; a resumption sends it, once", async () => {
  const sink = await sinkWith();
  const { id, actor } = await createDraft({ smtpUrl: sink.url });
  await launchCampaign(actor, id);
  expect(await pauseCampaign(actor, id)).toMatchObject({ state: "paused" });
  await sendAll();
  expect(sink.accepted).toHaveLength(0);
  await expect(pauseCampaign(actor, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await resumeCampaign(actor, id)).toMatchObject({ state: "running" });
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
  expect(await campaignResults(actor, id)).toMatchObject({ state: "done", sent: 2 });
  await expect(resumeCampaign(actor, id)).rejects.toMatchObject({ code: "conflict" });
});

test("a draft cannot be resumed into running: only its launch makes a ledger", async () => {
  const { id, actor } = await createDraft();
  await expect(resumeCampaign(actor, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await db.campaign.findUnique({ where: { id } })).toMatchObject({ state: "draft" });
});

test("a cancellation keeps what was sent and stops the rest for good, each line with its reason", async () => {
  const behave = (to: string) =>
    to.startsWith("b") ? { refuse: { code: 451, at: "rcpt" as const } } : undefined;
  const sink = await sinkWith({ behave });
  const { id, actor } = await createDraft({ smtpUrl: sink.url });
  await launchCampaign(actor, id);
  await sendAll();
  expect(await cancelCampaign(actor, id)).toMatchObject({ state: "cancelled", cancelled: 1 });
  expect(await states(id)).toEqual({ "a@mairie.example": "sent", "b@mairie.example": "cancelled" });
  const { "b@mairie.example": row } = await ledger(id);
  expect(row).toMatchObject({ reply: "La campagne a été annulée.", workerId: null });
  expect(await db.messageEvent.count({ where: { messageId: row!.id, kind: "cancelled" } })).toBe(1);
  await expect(resumeCampaign(actor, id)).rejects.toMatchObject({ code: "conflict" });
  await sendAll(() => new Date(Date.now() + 86_400_000));
  expect(sink.accepted).toHaveLength(1);
});

test("an opposition under way cancels that message, and the person is in no later campaign", async () => {
  const sink = await sinkWith();
  const first = await createDraft({ smtpUrl: sink.url });
  const { actor } = first;
  await launchCampaign(actor, first.id);
  const { "a@mairie.example": row } = await ledger(first.id);
  await opposeByToken(unsubscribeToken(row!.id));
  await sendAll();
  expect(sink.accepted.map(({ to }) => to)).toEqual(["b@mairie.example"]);
  const { contactIds } = first;
  const second = await createDraft({ actor, smtpUrl: sink.url, emails: [], contactIds });
  const { enrolled, warnings } = await launchCampaign(actor, second.id);
  expect(enrolled).toBe(1);
  expect(warnings[0]).toMatchObject({ code: "opposed", contactIds: [contactIds[0]] });
});

test("a doubtful message is counted, and leaves the list when someone says what became of it", async () => {
  const sink = await sinkWith({ behave: () => ({ close: "after the dot" }) });
  const { id, actor } = await createDraft({ smtpUrl: sink.url, emails: ["a@mairie.example"] });
  await launchCampaign(actor, id);
  await sendAll();
  expect(await campaignResults(actor, id)).toMatchObject({ uncertain: 1, sent: 0, state: "done" });
  const { "a@mairie.example": row } = await ledger(id);
  await resolveUncertain(actor, row!.id, "sent");
  expect(await campaignResults(actor, id)).toMatchObject({ uncertain: 0, sent: 1 });
});

test("what is planned for a mailbox’s hours follows them when they change", async () => {
  const sink = await sinkWith();
  const today = (new Date().getDay() + 6) % 7;
  const window = { days: [((today + 2) % 7) + 1], start: "09:00", end: "10:00" };
  const { id, actor, mailboxId } = await createDraft({ smtpUrl: sink.url, mailbox: { window } });
  await launchCampaign(actor, id);
  await sendAll();
  expect(sink.accepted).toHaveLength(0);
  await updateMailbox(actor, mailboxId!, { window: null });
  await sendAll();
  expect(sink.accepted).toHaveLength(2);
});

test("in a cancelled campaign, a message that comes back to wait is cancelled too", async () => {
  const sink = await sinkWith({
    behave: (to) => (to.startsWith("a") ? { close: "after the dot" } : { refuse: { code: 451, at: "rcpt" } }),
  });
  const { id, actor } = await createDraft({ smtpUrl: sink.url });
  await launchCampaign(actor, id);
  await sendAll();
  expect(await states(id)).toEqual({ "a@mairie.example": "uncertain", "b@mairie.example": "retry" });
  await cancelCampaign(actor, id);
  const { "a@mairie.example": row } = await ledger(id);
  await resolveUncertain(actor, row!.id, "resend");
  await finishCampaigns(new Date());
  expect(await states(id)).toEqual({ "a@mairie.example": "cancelled", "b@mairie.example": "cancelled" });
  expect(await campaignResults(actor, id)).toMatchObject({ state: "cancelled", cancelled: 2 });
});
