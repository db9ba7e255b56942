import { once } from "node:events";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { useProcesses } from "./process.ts";
import { useSinks } from "./sending.ts";

const sinkWith = useSinks();
const startProcess = useProcesses();

test("a worker told to stop lets what it is handing over finish, and leaves the rest to others", async () => {
  const sink = await sinkWith({ behave: () => ({ delayMs: 300 }) });
  const emails = Array.from({ length: 60 }, (_, i) => `a${i}@mairie.example`);
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  const { child } = startProcess();
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
  await expect
    .poll(() => db.campaign.findUnique({ where: { id: campaign.id } }))
    .toMatchObject({ state: "done" });
  expect(new Set(Object.values(await states(campaign.id)))).toEqual(new Set(["sent"]));
  expect(sink.accepted).toHaveLength(300);
  expect(new Set(sink.accepted.map((mail) => mail.messageId)).size).toBe(300);
  expect(await db.worker.count()).toBe(2);
});
