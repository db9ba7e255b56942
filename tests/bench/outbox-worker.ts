/**
 * A worker of the bench: says it is ready, waits for a word, sends until nothing is due, and says what it took: the ms,
 * the most memory held, and the most that was alive once what nobody holds is thrown away (`--expose-gc`), in MB. Asked
 * not to go on for more than BENCH_SECONDS, it stops there.
 */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { setRuntime } from "#app/runtime.server.ts";

setRuntime({
  databaseUrl: process.env.BENCH_DATABASE!,
  secret: "a secret of the bench, long enough for anyone",
  baseUrl: "http://localhost",
});
const { createOutbox } = await import("#app/outbox/engine.server.ts");
const { pool } = await import("#app/db/db.server.ts");
await pool.query("SELECT");
console.log("ready");
await once(process.stdin, "data");

const WEIGHED_EVERY_MS = 1000;
const started = performance.now();
const outbox = createOutbox(crypto.randomUUID());
let alive = 0;
const weigh = () => {
  if (!globalThis.gc) return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  alive = Math.max(alive, heapUsed + external);
};
const weighing = setInterval(weigh, WEIGHED_EVERY_MS);
await outbox.tick();
await Promise.race([
  outbox.settled(),
  delay(Number(process.env.BENCH_SECONDS ?? 600) * 1000, undefined, { ref: false }),
]);
await outbox.stop();
const took = performance.now() - started;
clearInterval(weighing);
weigh();
console.log(JSON.stringify({ took, held: process.resourceUsage().maxRSS / 1000, alive: alive / 1_000_000 }));
process.exit();
