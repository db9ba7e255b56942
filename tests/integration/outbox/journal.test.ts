import { beforeEach, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { noteReading } from "#app/outbox/journal.server.ts";
import { getMailbox } from "#app/outbox/mailboxes.server.ts";
import { reconcile } from "#app/outbox/reconcile.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import type { Behaviour, Sink } from "../../smtp-sink.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const journalAddress = "camille+journal@parcelle.example";
const MINUTE = 60_000;
let moment: Date;
const after = (minutes: number) => new Date(moment.getTime() + minutes * MINUTE);
beforeEach(() => void (moment = new Date()));

/** « first » leaves well; « lost » and « taken » are cut before and after the final dot. */
const behave = (to: string, attempt: number): Behaviour | undefined =>
  attempt > 1
    ? undefined
    : to.startsWith("lost")
      ? { close: "before the dot" }
      : to.startsWith("taken")
        ? { close: "after the dot" }
        : undefined;
const emails = ["first@mairie.example", "lost@mairie.example", "taken@mairie.example"];

async function sendInDoubt() {
  const sink = await sinkWith({ behave, journal: journalAddress });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url, journalAddress }, emails });
  await sendAll();
  await db.mailboxFolder.create({
    data: { mailboxId: campaign.mailboxId, name: "INBOX", uidValidity: 1n },
  });
  expect(await states(campaign.id)).toEqual({
    ...{ "first@mairie.example": "sent", "lost@mairie.example": "uncertain" },
    "taken@mairie.example": "uncertain",
  });
  return { sink, campaign };
}

async function readJournal(sink: Sink, mailboxId: string, keep: (to: string) => boolean = () => true) {
  for (const mail of sink.accepted) if (keep(mail.to)) await ingest(mailboxId, mail.raw, moment);
}

test("what the journal holds was sent, and what it does not is sent again, a quarter of an hour later", async () => {
  const { sink, campaign } = await sendInDoubt();
  await readJournal(sink, campaign.mailboxId);
  expect(await states(campaign.id)).toMatchObject({ "taken@mairie.example": "sent" });
  expect(await db.interaction.count({ where: { kind: "email" } })).toBe(2);
  await noteReading(campaign.mailboxId, "INBOX", after(14));
  await reconcile(after(20));
  expect(await states(campaign.id), "not read since the doubt").toMatchObject({
    "lost@mairie.example": "uncertain",
  });
  await noteReading(campaign.mailboxId, "INBOX", after(16));
  await reconcile(after(14));
  expect(await states(campaign.id), "too soon").toMatchObject({ "lost@mairie.example": "uncertain" });
  await reconcile(after(20));
  expect(await states(campaign.id)).toMatchObject({ "lost@mairie.example": "queued" });
  expect(await db.campaign.findFirst()).toMatchObject({ state: "running" });
  await sendAll(() => after(21));
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  expect(sink.accepted.map((mail) => mail.to).toSorted()).toEqual(emails.toSorted());
  expect(await db.interaction.count({ where: { kind: "email" } })).toBe(3);
});

test("a journal that misses what the server accepted is not believed: a human decides", async () => {
  const { sink, campaign } = await sendInDoubt();
  await noteReading(campaign.mailboxId, "INBOX", after(20));
  await reconcile(after(20));
  expect(await states(campaign.id)).toMatchObject({ "lost@mairie.example": "uncertain" });
  await readJournal(sink, campaign.mailboxId, (to) => to.startsWith("taken"));
  await noteReading(campaign.mailboxId, "INBOX", after(40));
  await reconcile(after(40));
  expect(await states(campaign.id)).toMatchObject({
    ...{ "lost@mairie.example": "uncertain", "taken@mairie.example": "sent" },
  });
});

test("two days later, nothing is sent again for being absent from the journal", async () => {
  const { sink, campaign } = await sendInDoubt();
  await readJournal(sink, campaign.mailboxId);
  await noteReading(campaign.mailboxId, "INBOX", after(49 * 60));
  await reconcile(after(49 * 60));
  expect(await states(campaign.id)).toMatchObject({ "lost@mairie.example": "uncertain" });
});

test("without a journal, a doubt stays a doubt, unless an answer names the message", async () => {
  const sink = await sinkWith({ behave });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await sendAll();
  await reconcile(after(60));
  expect(await states(campaign.id)).toMatchObject({
    ...{ "lost@mairie.example": "uncertain", "taken@mairie.example": "uncertain" },
  });
  const { rfcMessageId } = (await ledger(campaign.id))["taken@mairie.example"]!;
  const answer = `From: taken@mairie.example\r\nTo: camille@parcelle.example\r\nSubject: Re: Vingt minutes ?\r\nMessage-ID: <r1@mairie.example>\r\nIn-Reply-To: <${rfcMessageId}>\r\n\r\nVolontiers.\r\n`;
  await ingest(campaign.mailboxId, answer, after(61));
  await reconcile(after(62));
  expect(await states(campaign.id)).toMatchObject({
    ...{ "lost@mairie.example": "uncertain", "taken@mairie.example": "sent" },
  });
});

test("the person and the journal take a message together, or neither has it", async () => {
  const sink = await sinkWith({
    journal: journalAddress,
    behave: (to) => (to.startsWith("no") ? { refuse: { code: 550, at: "rcpt" } } : undefined),
  });
  const both = ["no@mairie.example", "yes@mairie.example"];
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url, journalAddress }, emails: both });
  await sendAll();
  expect(await states(campaign.id)).toEqual({
    "no@mairie.example": "rejected",
    "yes@mairie.example": "sent",
  });
  expect(sink.accepted.map((mail) => mail.recipients)).toEqual([["yes@mairie.example", journalAddress]]);
  expect((await ledger(campaign.id))["no@mairie.example"]!.reply).toContain("550");
});

test("a journal that the server refuses stops its mailbox, which says so, and loses nothing", async () => {
  const sink = await sinkWith({
    behave: (to) => (to === journalAddress ? { refuse: { code: 550, at: "rcpt" } } : undefined),
  });
  const actor = await createActor();
  const campaign = await createCampaign({ actor, mailbox: { smtpUrl: sink.url, journalAddress }, emails });
  await sendAll();
  expect(sink.accepted).toEqual([]);
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["queued"]));
  expect((await getMailbox(actor, campaign.mailboxId)).pauseReason).toContain("refuse l’adresse du journal");
});
