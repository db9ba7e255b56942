/**
 * A worker in a process of its own, on bare Node, that a test may kill: DATABASE, SECRET and BASE_URL tell it where,
 * CLIENT the name it gives to servers.
 */
import { reachDatabase } from "./reach-database.ts";

reachDatabase();
const { startWorker } = await import("#app/worker/worker.server.ts");
const { outboxJobs } = await import("#app/outbox/jobs.server.ts");

const { stop } = await startWorker(outboxJobs);
process.once("SIGTERM", async () => {
  await stop();
  process.exit(0);
});
