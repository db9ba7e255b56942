import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#app/db/db.server.ts";
import { appSecret, baseUrl, databaseUrl } from "#app/runtime.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { useSinks } from "./sending.ts";

const sinkWith = useSinks();
const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
});

function startProcess(): ChildProcess {
  const child = spawn(process.execPath, ["tests/integration/outbox/worker-process.ts"], {
    env: { ...process.env, DATABASE: databaseUrl(), SECRET: appSecret(), BASE_URL: baseUrl() },
    stdio: ["ignore", "ignore", "inherit"],
  });
  processes.push(child);
  return child;
}

const KILLS = 10;
const MESSAGES = 150;

test("killed ten times between the final dot and the reply, a worker sends nothing twice and loses nothing", async () => {
  const sink = await sinkWith({ behave: () => ({ delayMs: 100 }) });
  const emails = Array.from({ length: MESSAGES }, (_, i) => `a${i}@mairie.example`);
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });

  let killed = 0;
  while (killed < KILLS) {
    const child = startProcess();
    // A message is between its final dot and its reply, and a different number of others are on their way each time.
    await sink.nextAccepted(1 + (killed % 4) * 4);
    child.kill("SIGKILL");
    await once(child, "exit");
    killed++;
  }
  startProcess();
  const settled = async () =>
    Object.values(await states(campaign.id)).every((s) => s === "sent" || s === "uncertain");
  await vi.waitFor(async () => expect(await settled()).toBe(true), { timeout: 30_000, interval: 100 });

  const rows = Object.values(await ledger(campaign.id));
  const acceptedIds = sink.accepted.map((mail) => mail.messageId);
  const idsIn = (state: string) => rows.filter((row) => row.state === state).map((row) => row.rfcMessageId);
  expect(acceptedIds.length, "no message is accepted twice").toBe(new Set(acceptedIds).size);
  const known = new Set([...idsIn("sent"), ...idsIn("uncertain")]);
  expect(
    acceptedIds.filter((id) => !known.has(id)),
    "what was accepted is known to be",
  ).toEqual([]);
  const accepted = new Set(acceptedIds);
  expect(
    idsIn("sent").filter((id) => !accepted.has(id)),
    "what is called sent was accepted",
  ).toEqual([]);
  expect(idsIn("uncertain").length, "one doubtful message a connection at most").toBeLessThanOrEqual(
    KILLS * 10,
  );
  expect(idsIn("uncertain").length, "the kills did fall in the middle").toBeGreaterThanOrEqual(KILLS);
  expect(
    rows.every((row) => row.workerId === null && row.attempt === 1),
    "no attempt is made again",
  ).toBe(true);
  expect(await db.interaction.count(), "one exchange a message sent").toBe(idsIn("sent").length);
}, 120_000);

test("a worker told to stop lets what it is handing over finish, and leaves the rest to others", async () => {
  const sink = await sinkWith({ behave: () => ({ delayMs: 300 }) });
  const emails = Array.from({ length: 60 }, (_, i) => `a${i}@mairie.example`);
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  const child = startProcess();
  await sink.nextAccepted(12);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(child.exitCode).toBe(0);
  const rows = Object.values(await ledger(campaign.id));
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["sent", "queued"]));
  expect(rows.filter((row) => row.state === "sent")).toHaveLength(sink.accepted.length);
  expect(rows.every((row) => row.workerId === null)).toBe(true);
  expect(await db.worker.count()).toBe(0);
});

test("several processes share the work, and each message leaves once", async () => {
  const sink = await sinkWith({ behave: () => ({ delayMs: 20 }) });
  const emails = Array.from({ length: 300 }, (_, i) => `a${i}@mairie.example`);
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  startProcess();
  startProcess();
  await vi.waitFor(
    async () =>
      expect(await db.campaign.findUnique({ where: { id: campaign.id } })).toMatchObject({ state: "done" }),
    { timeout: 30_000, interval: 100 },
  );
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  expect(sink.accepted).toHaveLength(300);
  expect(new Set(sink.accepted.map((mail) => mail.messageId)).size).toBe(300);
  expect(await db.worker.count()).toBe(2);
});
