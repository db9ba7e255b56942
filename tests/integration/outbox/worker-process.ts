/**
 * A worker in a process of its own, on bare Node, that a test may kill: DATABASE, SECRET and BASE_URL tell it where,
 * CLIENT the name it gives to servers, DOUBT_MS what stands for the quarter of an hour.
 */
import type { Job } from "#app/worker/job.ts";
import { reachDatabase } from "./reach-database.ts";

reachDatabase();
const { startWorker } = await import("#app/worker/worker.server.ts");
const { outboxJobs } = await import("#app/outbox/jobs.server.ts");
const { reconcile } = await import("#app/outbox/reconcile.server.ts");

const doubtMs = Number(process.env.DOUBT_MS);
const soon: Job = { name: "reconciliation", everyMs: 500, run: ({ now }) => reconcile(now(), { doubtMs }) };
const { stop } = await startWorker(outboxJobs.map((job) => (doubtMs && job.name === soon.name ? soon : job)));
process.once("SIGTERM", async () => {
  await stop();
  process.exit(0);
});
