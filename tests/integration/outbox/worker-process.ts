/** A worker in a process of its own, on bare Node, that a test may kill: DATABASE, SECRET and BASE_URL tell it where. */
import { setRuntime } from "#app/runtime.server.ts";

setRuntime({
  databaseUrl: process.env.DATABASE!,
  secret: process.env.SECRET!,
  baseUrl: process.env.BASE_URL!,
});
const { startWorker } = await import("#app/worker/worker.server.ts");
const { jobs } = await import("#app/worker/jobs.ts");

const { stop } = await startWorker(jobs.filter((job) => job.name !== "universe"));
process.once("SIGTERM", async () => {
  await stop();
  process.exit(0);
});
