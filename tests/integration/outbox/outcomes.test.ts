import { afterEach, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { type Behaviour, type Sink, type SinkOptions, startSink } from "../../smtp-sink.ts";

let sinks: Sink[] = [];
afterEach(async () => {
  for (const sink of sinks) await sink.close();
  sinks = [];
});

async function sinkWith(options: SinkOptions = {}): Promise<Sink> {
  const sink = await startSink(options);
  sinks.push(sink);
  return sink;
}

/** Sends all that is due, as one worker does, and stops. */
async function sendAll(clock?: () => Date): Promise<void> {
  const outbox = createOutbox(crypto.randomUUID(), clock);
  await outbox.tick();
  await outbox.settled();
  await outbox.stop();
}

test("an accepted message is sent, with the server's words, an event and an exchange on the timeline", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  await sendAll();
  const { "a@mairie.example": row } = await ledger(campaign.id);
  expect(row).toMatchObject({ state: "sent", attempt: 1, workerId: null, reply: "250 2.0.0 queued as 1" });
  expect(row!.sentAt).toBeInstanceOf(Date);
  expect(sink.accepted).toMatchObject([
    { to: "a@mairie.example", messageId: row!.rfcMessageId, envelopeId: row!.id },
  ]);
  expect(await db.messageEvent.findMany({ where: { messageId: row!.id } })).toMatchObject([
    { kind: "accepted" },
  ]);
  const interaction = await db.interaction.findUnique({ where: { messageId: row!.id } });
  expect(interaction).toMatchObject({ kind: "email", direction: "outbound", summary: "Vingt minutes ?" });
  expect(interaction!.contactId).toBe(campaign.contacts[0]!.id);
  expect(await db.campaign.findUnique({ where: { id: campaign.id } })).toMatchObject({ state: "done" });
});

const OUTCOMES: [string, Behaviour, string][] = [
  ["refused for now at RCPT", { refuse: { code: 450, at: "rcpt" } }, "retry"],
  ["refused for good at RCPT", { refuse: { code: 550, at: "rcpt" } }, "rejected"],
  ["refused for now after the final dot", { refuse: { code: 451, at: "data" } }, "retry"],
  ["refused for good after the final dot", { refuse: { code: 554, at: "data" } }, "rejected"],
  ["cut at RCPT", { close: "rcpt" }, "retry"],
  ["cut in the middle of the message", { close: "before the dot" }, "uncertain"],
  ["cut after the final dot", { close: "after the dot" }, "uncertain"],
  ["answered late", { delayMs: 1500 }, "sent"],
];
for (const secure of [false, true])
  test(`each way a server answers gives its state${secure ? ", over TLS" : ""}`, async () => {
    const emails = OUTCOMES.map((_, i) => `case${i}@mairie.example`);
    const sink = await sinkWith({ secure, behave: (to) => OUTCOMES[Number(/case(\d)/.exec(to)?.[1])]?.[1] });
    const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
    await sendAll();
    const found = await states(campaign.id);
    expect(emails.map((email, i) => [OUTCOMES[i]![0], found[email]])).toEqual(
      OUTCOMES.map(([name, , state]) => [name, state]),
    );
  });
