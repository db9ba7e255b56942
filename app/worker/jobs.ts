import { stopOvertaken } from "#app/campaigns/stop.server.ts";
import { finishDemoIfNeeded } from "#app/demo/seed.server.ts";
import { continueImports, forgetUploads } from "#app/imports/continue.server.ts";
import type { Outbox } from "#app/outbox/engine.server.ts";
import { beat, buryTheDead, releaseStrays } from "#app/outbox/liveness.server.ts";
import { finishCampaigns } from "#app/outbox/settle.server.ts";
import { wakePartnerships } from "#app/pipeline/wake.server.ts";
import { applyIfAsked } from "#app/universe/dila/apply.server.ts";
import { resumeUniverseIfNeeded } from "#app/universe/load.server.ts";

export type WorkerContext = {
  id: string;
  outbox: Outbox;
  now: () => Date;
  /** Aborted when the worker stops: a long job leaves at its next safe point. */
  signal: AbortSignal;
};
export type Job = {
  name: string;
  everyMs: number;
  /** Safe to run twice, and in several workers at once. */
  run: (worker: WorkerContext) => Promise<unknown>;
  /** Also as soon as `wakeOutbox` is called. */
  wakes?: boolean;
};

/** Everything a worker does, and how often. */
export const jobs: Job[] = [
  { name: "heartbeat", everyMs: 5_000, run: ({ id }) => beat(id) },
  { name: "liveness", everyMs: 10_000, run: ({ id }) => buryTheDead(id) },
  { name: "strays", everyMs: 10_000, run: ({ id, outbox, now }) => releaseStrays(id, outbox.held(), now()) },
  { name: "outbox", everyMs: 1_000, wakes: true, run: ({ outbox }) => outbox.tick() },
  { name: "campaigns", everyMs: 10_000, run: ({ now }) => finishCampaigns(now()) },
  { name: "stops", everyMs: 15_000, run: ({ now }) => stopOvertaken(now()) },
  { name: "sleepers", everyMs: 60_000, run: ({ now }) => wakePartnerships(now()) },
  { name: "imports", everyMs: 1_000, run: ({ signal }) => continueImports(signal) },
  { name: "uploads", everyMs: 3_600_000, run: () => forgetUploads() },
  { name: "universe", everyMs: 2_000, run: ({ signal }) => resumeUniverseIfNeeded({ signal }) },
  { name: "directory", everyMs: 1_000, run: ({ signal }) => applyIfAsked(signal) },
  { name: "demonstration", everyMs: 2_000, run: ({ now }) => finishDemoIfNeeded(now()) },
];
