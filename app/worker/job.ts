import type { Inbox } from "#app/inbox/reader.server.ts";
import type { Outbox } from "#app/outbox/engine.server.ts";

export type WorkerContext = {
  id: string;
  outbox: Outbox;
  inbox: Inbox;
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
