/** Brings a file of BENCH_ROWS people in, and says in MB the most memory this process has held. */
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
const actor = { userId: "bench", productId: products[0]!.id, role: "admin" as const };
await bring(actor, places, Number(process.env.BENCH_ROWS));
console.log((process.resourceUsage().maxRSS * 1000) / 1_000_000);
process.exit();
