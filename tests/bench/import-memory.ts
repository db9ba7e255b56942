/**
 * Brings a file of BENCH_ROWS people in, and says in MB the most memory this process has held; with `--expose-gc`, the
 * most that was alive, in the middle of lots as between them, once what nobody holds any more is thrown away.
 */
import { setRuntime } from "#app/runtime.server.ts";

setRuntime({
  databaseUrl: process.env.BENCH_DATABASE!,
  secret: "a secret of the bench, long enough for anyone",
  baseUrl: "http://localhost",
});
const { pool } = await import("#app/db/db.server.ts");
const { bring } = await import("./imports.ts");
const { rows: products } = await pool.query<{ id: string }>(
  `INSERT INTO "Product" ("name") VALUES ('Mémoire') RETURNING "id"`,
);
const { rows: places } = await pool.query(
  `SELECT "id", "siren", "name" FROM "Institution" WHERE "siren" IS NOT NULL AND "productId" IS NULL ORDER BY "id" LIMIT 30000`,
);
let alive = 0;
const weigh = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  alive = Math.max(alive, heapUsed + external);
};
// While PostgreSQL is at work on a lot, everything of it is held.
const often = globalThis.gc && setInterval(weigh, 500);
await bring({ userId: "bench", productId: products[0]!.id, role: "admin" }, places, {
  rows: Number(process.env.BENCH_ROWS),
  onProgress: weigh,
});
clearInterval(often);
console.log((globalThis.gc ? alive : process.resourceUsage().maxRSS * 1000) / 1_000_000);
process.exit();
