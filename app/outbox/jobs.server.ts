import type { Job } from "#app/worker/job.ts";
import { beat, buryTheDead, releaseStrays } from "./liveness.server.ts";
import { reconcile } from "./reconcile.server.ts";
import { finishCampaigns } from "./settle.server.ts";

/** What keeps the outbox going: enough for a worker that only sends. */
export const outboxJobs: Job[] = [
  { name: "heartbeat", everyMs: 5_000, run: ({ id }) => beat(id) },
  { name: "liveness", everyMs: 10_000, run: ({ id }) => buryTheDead(id) },
  { name: "strays", everyMs: 10_000, run: ({ id, outbox, now }) => releaseStrays(id, outbox.held(), now()) },
  { name: "outbox", everyMs: 1_000, wakes: true, run: ({ outbox }) => outbox.tick() },
  { name: "campaigns", everyMs: 10_000, run: ({ now }) => finishCampaigns(now()) },
  { name: "reconciliation", everyMs: 60_000, run: ({ now }) => reconcile(now()) },
];
