import { planFollowUps } from "#app/campaigns/plan-follow-ups.server.ts";
import { launchScheduled } from "#app/campaigns/schedule.server.ts";
import { stopOvertaken } from "#app/campaigns/stop.server.ts";
import { finishDemoIfNeeded } from "#app/demo/seed.server.ts";
import { continueImports, forgetUploads } from "#app/imports/continue.server.ts";
import { outboxJobs } from "#app/outbox/jobs.server.ts";
import { forgetSecrets } from "#app/outbox/mailbox-removal.server.ts";
import { wakePartnerships } from "#app/pipeline/wake.server.ts";
import { proposeAtNight } from "#app/retention/purge.server.ts";
import { applyIfAsked } from "#app/universe/dila/apply.server.ts";
import { resumeUniverseIfNeeded } from "#app/universe/load.server.ts";
import type { Job } from "./job.ts";

/** Everything a worker does, and how often. */
export const jobs: Job[] = [
  ...outboxJobs,
  { name: "inbox", everyMs: 5_000, run: ({ inbox }) => inbox.tick() },
  { name: "stops", everyMs: 15_000, run: ({ now }) => stopOvertaken(now()) },
  { name: "follow-ups", everyMs: 5_000, run: ({ now }) => planFollowUps(now()) },
  { name: "scheduled", everyMs: 10_000, run: ({ now }) => launchScheduled(now()) },
  { name: "sleepers", everyMs: 60_000, run: ({ now }) => wakePartnerships(now()) },
  { name: "retention", everyMs: 3_600_000, run: ({ now }) => proposeAtNight(now()) },
  { name: "imports", everyMs: 1_000, run: ({ signal }) => continueImports(signal) },
  { name: "uploads", everyMs: 3_600_000, run: () => forgetUploads() },
  { name: "secrets", everyMs: 3_600_000, run: ({ now }) => forgetSecrets(now()) },
  { name: "universe", everyMs: 2_000, run: ({ signal }) => resumeUniverseIfNeeded({ signal }) },
  { name: "directory", everyMs: 1_000, run: ({ signal }) => applyIfAsked(signal) },
  { name: "demonstration", everyMs: 2_000, run: ({ now }) => finishDemoIfNeeded(now()) },
];
