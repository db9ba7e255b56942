import { randomUUID } from "node:crypto";
import { pool } from "#app/db/db.server.ts";
import { createInbox } from "#app/inbox/reader.server.ts";
import { log } from "#app/log.server.ts";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { appear } from "#app/outbox/liveness.server.ts";
import type { Job, WorkerContext } from "./job.ts";

/** How long a stop waits for servers that have not answered yet. */
const DRAIN_MS = 20_000;

export type RunningWorker = { id: string; stop: () => Promise<void> };

/**
 * Runs these jobs until stopped. As many workers as wanted may share one database. An error is logged and the job runs
 * again at its next turn; a database that goes away is waited for.
 */
export async function startWorker(jobs: Job[]): Promise<RunningWorker> {
  const id = randomUUID();
  const loops: Loop[] = [];
  const presence = await appear(id, () => loops.forEach((loop) => loop.job.wakes && loop.soon()));
  const stopping = new AbortController();
  const { signal } = stopping;
  const worker: WorkerContext = {
    id,
    outbox: createOutbox(id),
    inbox: createInbox(),
    now: () => new Date(),
    signal,
  };
  for (const job of jobs) loops.push(repeat(job, worker, presence.alive));
  log.info({ worker: id }, "The worker has started");

  async function stop(): Promise<void> {
    stopping.abort();
    const over = Promise.all([
      worker.outbox.stop(),
      worker.inbox.stop(),
      ...loops.map((loop) => loop.stop()),
    ]);
    const late = await Promise.race([over.then(() => false), sleep(DRAIN_MS).then(() => true)]);
    if (late)
      log.warn("The worker stops before every server has answered; those messages will be marked uncertain");
    await pool.query(`DELETE FROM "Worker" WHERE "id" = $1`, [id]).catch(() => {});
    await presence.leave();
  }

  return { id, stop };
}

type Loop = { job: Job; soon: () => void; stop: () => Promise<void> };

/** One run at a time: a slow one delays the next, and a call during it makes one more follow. */
function repeat(job: Job, worker: WorkerContext, alive: () => boolean): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  function soon(): void {
    if (running) again = true;
    else start();
  }

  function start(): void {
    clearTimeout(timer);
    if (stopped) return;
    again = false;
    running = runOnce().finally(() => {
      running = undefined;
      if (again) start();
      else if (!stopped) timer = setTimeout(start, job.everyMs);
    });
  }

  async function runOnce(): Promise<void> {
    if (!alive()) return;
    try {
      await job.run(worker);
    } catch (error) {
      log.error({ err: error, job: job.name }, "A job failed; it will run again");
    }
  }

  start();
  return {
    job,
    soon,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
