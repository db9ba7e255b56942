import { afterEach, expect, test } from "vitest";
import { db, pool } from "#app/db/db.server.ts";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { appear, beat, buryTheDead, releaseStrays } from "#app/outbox/liveness.server.ts";
import { reserve } from "#app/outbox/reserve.server.ts";
import { outboxJobs } from "#app/outbox/jobs.server.ts";
import { takeTurn } from "#app/outbox/turn.server.ts";
import { listUncertain, resolveUncertain } from "#app/outbox/uncertain.server.ts";
import { wakeOutbox } from "#app/outbox/wake.server.ts";
import { workerState } from "#app/worker/worker-state.server.ts";
import { type RunningWorker, startWorker } from "#app/worker/worker.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const emails = ["a@mairie.example", "b@mairie.example", "c@mairie.example"];
const workers: RunningWorker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});

async function work(list = outboxJobs): Promise<RunningWorker> {
  const worker = await startWorker(list);
  workers.push(worker);
  return worker;
}

/** A worker that has reserved every message, begun the first, and is heard of no more. */
async function dieInTheMiddle(mailboxId: string): Promise<string> {
  const dead = crypto.randomUUID();
  await beat(dead);
  const reserved = await reserve(dead, mailboxId, 50, new Date());
  const ids = reserved.slice(0, 1);
  await takeTurn([], { workerId: dead, mailboxId, ids, now: new Date() });
  return dead;
}

test("a dead worker's reserved messages go back to the queue, what it was handing over is to be checked", async () => {
  const campaign = await createCampaign({ emails });
  await dieInTheMiddle(campaign.mailboxId);
  await buryTheDead(crypto.randomUUID());
  const rows = Object.values(await ledger(campaign.id));
  expect(rows.map((row) => row.state).toSorted()).toEqual(["queued", "queued", "uncertain"]);
  expect(rows.every((row) => row.workerId === null)).toBe(true);
  expect(await db.messageEvent.count({ where: { kind: "uncertain" } })).toBe(1);
  expect(await db.worker.count()).toBe(0);
});

test("a worker that is alive is left alone, however long it takes", async () => {
  const campaign = await createCampaign({ emails });
  const dead = await dieInTheMiddle(campaign.mailboxId);
  const presence = await appear(dead, () => {});
  await buryTheDead(crypto.randomUUID());
  expect(await db.message.count({ where: { workerId: dead } })).toBe(3);
  await presence.leave();
});

test("a process that was believed dead still knows: its outcome is taken, unless another attempt was begun", async () => {
  const campaign = await createCampaign({ emails: ["a@mairie.example"] });
  await dieInTheMiddle(campaign.mailboxId);
  await buryTheDead(crypto.randomUUID());
  const { "a@mairie.example": row } = await ledger(campaign.id);
  const late = (attempt: number) =>
    takeTurn([{ id: row!.id, attempt, outcome: { state: "sent", reply: "250 OK" }, at: new Date() }], {
      ...{ workerId: crypto.randomUUID(), mailboxId: campaign.mailboxId, ids: [], now: new Date() },
    });
  await late(0);
  expect(await states(campaign.id)).toEqual({ "a@mairie.example": "uncertain" });
  await late(1);
  await late(1);
  expect(await states(campaign.id)).toEqual({ "a@mairie.example": "sent" });
  expect(await db.interaction.count()).toBe(1);
});

test("a message asked for again while it is still on its way is not handed over twice", async () => {
  const told = Promise.withResolvers<void>();
  const sink = await sinkWith({ behave: (to) => (to.startsWith("slow") ? { until: told.promise } : {}) });
  const actor = await createActor();
  const first = await createCampaign({
    actor,
    mailbox: { smtpUrl: sink.url },
    emails: ["quick@mairie.example"],
  });
  const outbox = createOutbox(crypto.randomUUID());
  await outbox.tick();
  await outbox.settled(); // The server is known to work: several connections may open.
  const { id } = await createCampaign({
    actor,
    mailbox: { id: first.mailboxId },
    emails: ["slow@mairie.example"],
  });
  const accepted = sink.nextAccepted();
  await outbox.tick();
  await accepted;
  await buryTheDead(crypto.randomUUID());
  const [doubtful] = await listUncertain(actor);
  await resolveUncertain(actor, doubtful!.id, "resend");
  await outbox.tick();
  told.resolve();
  await outbox.settled();
  await outbox.stop();
  expect(sink.accepted.map((mail) => mail.to)).toEqual(["quick@mairie.example", "slow@mairie.example"]);
  expect(await states(id)).toEqual({ "slow@mairie.example": "sent" });
});

test("rows that are ours and in nobody's hand go back to the queue, after a while", async () => {
  const campaign = await createCampaign({ emails });
  const worker = await dieInTheMiddle(campaign.mailboxId);
  const [held] = Object.values(await ledger(campaign.id));
  const later = new Date(Date.now() + 11_000);
  await releaseStrays(worker, [held!.id], new Date());
  expect(await db.message.count({ where: { workerId: worker } })).toBe(3);
  await releaseStrays(worker, [held!.id], later);
  expect(await db.message.findMany({ where: { workerId: worker } })).toMatchObject([{ id: held!.id }]);
  expect(await db.message.count({ where: { state: "sending", workerId: null } })).toBe(0);
});

test("a human says of a doubtful message that it left, or that it is to be sent again", async () => {
  const sink = await sinkWith({
    behave: (_, attempt) => (attempt === 1 ? { close: "after the dot" } : undefined),
  });
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: emails.slice(0, 2) });
  await sendAll();
  expect(await db.campaign.findUnique({ where: { id: campaign.id } })).toMatchObject({ state: "done" });
  const list = await listUncertain(campaign.actor);
  expect(list).toHaveLength(2);
  const [left, again] = list;
  const reader = { ...campaign.actor, role: "reader" as const };
  await expect(resolveUncertain(reader, left!.id, "sent")).rejects.toMatchObject({ code: "forbidden" });
  await expect(resolveUncertain(await createActor(), left!.id, "sent")).rejects.toMatchObject({
    code: "not_found",
  });
  await resolveUncertain(campaign.actor, left!.id, "sent");
  await expect(resolveUncertain(campaign.actor, left!.id, "resend")).rejects.toMatchObject({
    code: "conflict",
  });
  await resolveUncertain(campaign.actor, again!.id, "resend");
  await sendAll();
  expect(sink.attempts.get(left!.email)).toBe(1);
  expect(sink.attempts.get(again!.email)).toBe(2);
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  expect(await db.interaction.count({ where: { kind: "email" } })).toBe(2);
  expect(await db.campaign.findUnique({ where: { id: campaign.id } })).toMatchObject({ state: "done" });
});

test("a launch is heard at once, not at the next turn", async () => {
  const sink = await sinkWith();
  await work(outboxJobs.map((job) => ({ ...job, everyMs: 60_000 })));
  await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  const accepted = sink.nextAccepted(3);
  await wakeOutbox();
  await accepted;
});

test("two workers and a database that drops every connection: each message leaves once", async () => {
  const sink = await sinkWith({ behave: () => ({ delayMs: 10 }) });
  const many = Array.from({ length: 120 }, (_, i) => `a${i}@mairie.example`);
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: many });
  const half = sink.nextAccepted(40);
  const often = outboxJobs.map((job) => (job.name === "strays" ? { ...job, everyMs: 500 } : job));
  await work(often);
  await work(often);
  await half;
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect
    .poll(() => db.campaign.findUnique({ where: { id: campaign.id } }))
    .toMatchObject({ state: "done" });
  const ids = sink.accepted.map((mail) => mail.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  expect(ids).toHaveLength(120);
});

test("a job that fails runs again, and the others go on", async () => {
  let runs = 0;
  const again = new Promise<void>((resolve) => {
    const run = async () => {
      if (++runs === 3) resolve();
      throw new Error("on purpose");
    };
    void work([{ name: "failing", everyMs: 1, run }, ...outboxJobs]);
  });
  await again;
  await expect.poll(() => workerState()).toMatchObject({ running: 1 });
});

test("a worker that stops leaves no trace, and takes nothing more", async () => {
  const sink = await sinkWith();
  const { stop } = await work();
  await stop();
  await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await wakeOutbox();
  expect((await workerState()).running).toBe(0);
  const outbox = createOutbox(crypto.randomUUID());
  await outbox.stop();
  await outbox.tick();
  await outbox.settled();
  expect(sink.accepted).toHaveLength(0);
});
