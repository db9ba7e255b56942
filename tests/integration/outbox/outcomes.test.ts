import { expect, test } from "vitest";
import { resumeRecipient, stopRecipient } from "#app/campaigns/recipient-control.server.ts";
import { db, pool } from "#app/db/db.server.ts";
import { recordOpposition } from "#app/outbox/opposition.server.ts";
import { canMove, type MessageState } from "#app/outbox/outbox.ts";
import { listUncertain, resolveUncertain } from "#app/outbox/uncertain.server.ts";
import { rfcMessageId } from "#app/outbox/message-id.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import type { Behaviour } from "../../smtp-sink.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();

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

test("no row ever moves but as the states' drawing allows", async () => {
  await pool.query(`
    CREATE TABLE moves AS SELECT "state" AS from, "state" AS to FROM "Message" WHERE false;
    CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO moves VALUES (OLD."state", NEW."state"); RETURN NULL; END $$;
    CREATE TRIGGER note_move AFTER UPDATE ON "Message" FOR EACH ROW WHEN (OLD."state" <> NEW."state")
      EXECUTE FUNCTION note_move()`);
  try {
    const sink = await sinkWith({ behave: (to) => OUTCOMES[Number(/case(\d)/.exec(to)?.[1])]?.[1] });
    const emails = [...OUTCOMES.keys()].map((i) => `case${i}@mairie.example`);
    const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
    await db.message.updateMany({ where: { email: emails.at(-1)! }, data: { state: "planned" } });
    await pool.query("TRUNCATE moves");
    const { enrollmentId } = (await ledger(campaign.id))[emails[0]!]!;
    await stopRecipient(campaign.actor, campaign.id, enrollmentId);
    await resumeRecipient(campaign.actor, campaign.id, enrollmentId);
    await sendAll();
    await sendAll(() => new Date(Date.now() + 20_000));
    for (const { id } of await listUncertain(campaign.actor))
      await resolveUncertain(campaign.actor, id, "resend");
    await sendAll();
    for (const contact of campaign.contacts) await recordOpposition(campaign.actor, contact.id);
    const { rows } = await pool.query<{ from: MessageState; to: MessageState }>(
      "SELECT DISTINCT * FROM moves",
    );
    expect(rows.filter(({ from, to }) => !canMove(from, to))).toEqual([]);
    expect(rows).toContainEqual({ from: "cancelled", to: "planned" });
    expect(rows.length).toBeGreaterThanOrEqual(11);
  } finally {
    await pool.query("DROP FUNCTION note_move CASCADE; DROP TABLE moves");
  }
});

test("a message refused for now is tried again later, under the same Message-ID, and no sooner", async () => {
  const sink = await sinkWith({
    behave: (_, attempt) => (attempt < 3 ? { refuse: { code: 451, at: "rcpt" } } : undefined),
  });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  let now = new Date();
  const later = (ms: number) => (now = new Date(now.getTime() + ms));
  await sendAll(() => now);
  await sendAll(() => now);
  expect(sink.attempts.get("a@mairie.example")).toBe(1);
  later(15_000);
  await sendAll(() => now);
  expect(await states(campaign.id)).toEqual({ "a@mairie.example": "retry" });
  expect(await db.campaign.findUnique({ where: { id: campaign.id } })).toMatchObject({ state: "running" });
  later(60_000);
  await sendAll(() => now);
  const { "a@mairie.example": row } = await ledger(campaign.id);
  expect(row).toMatchObject({ state: "sent", attempt: 3 });
  expect(sink.accepted.map((mail) => mail.messageId)).toEqual([
    rfcMessageId(row!.enrollmentId, row!.stepId, "camille@parcelle.example"),
  ]);
  const events = await db.messageEvent.findMany({ where: { messageId: row!.id }, orderBy: { at: "asc" } });
  expect(events.map((event) => event.kind)).toEqual(["retried", "retried", "accepted"]);
});

test("a message refused for now for two days is refused for good", async () => {
  const sink = await sinkWith({ behave: () => ({ refuse: { code: 450, at: "rcpt" } }) });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  let now = new Date();
  for (let attempt = 1; attempt <= 9; attempt++) {
    await sendAll(() => now);
    now = new Date(now.getTime() + 31 * 3_600_000);
  }
  const { "a@mairie.example": row } = await ledger(campaign.id);
  expect(row).toMatchObject({ state: "rejected", attempt: 9, reply: "450 No such user, or not now" });
});

test("one message is many connections at most, and each connection's evidence is its own", async () => {
  const emails = Array.from({ length: 60 }, (_, i) => `p${i}@mairie.example`);
  const fate = (to: string): Behaviour | undefined =>
    [undefined, { close: "after the dot" } as const, { close: "rcpt" } as const][Number(/\d+/.exec(to)) % 3];
  const sink = await sinkWith({ behave: fate });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await sendAll();
  const found = await states(campaign.id);
  for (const [i, email] of emails.entries()) expect(found[email]).toBe(["sent", "uncertain", "retry"][i % 3]);
  expect(sink.peak()).toBeLessThanOrEqual(20);
});

test("what goes over the wire: both forms, the headers that let one object, and one line each", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  await sendAll();
  const [mail] = sink.accepted;
  const { "a@mairie.example": row } = await ledger(campaign.id);
  expect(mail!.from).toBe("camille@parcelle.example");
  expect(mail!.envelopeId).toBe(row!.id);
  expect(mail!.headers).toMatchObject({
    from: "Camille Roussel <camille@parcelle.example>",
    "message-id": `<${row!.rfcMessageId}>`,
    "list-unsubscribe": expect.stringMatching(/^<http:\/\/essaim\.example\/desinscription\/[\w-]{35}>$/),
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    "content-type": expect.stringContaining("multipart/alternative"),
  });
  expect(mail!.raw).toMatch(/^List-Unsubscribe: <.*>\r$/m);
  expect(mail!.raw).toContain("Content-Type: text/plain");
  expect(mail!.raw).toContain("Content-Type: text/html");
});

test("an outcome that comes in while the next messages are looked for is written too", async () => {
  await pool.query(`
    CREATE FUNCTION search_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
    CREATE TRIGGER search_slowly BEFORE UPDATE OF "reservedAt" ON "Message" EXECUTE FUNCTION search_slowly()`);
  try {
    const sink = await sinkWith();
    const emails = Array.from({ length: 6 }, (_, i) => `p${i}@mairie.example`);
    const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
    await sendAll();
    expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  } finally {
    await pool.query(`DROP FUNCTION search_slowly CASCADE`);
  }
});
