/**
 * `npm run bench`: each figure of ours beside a limit measured in the same run, on the same tables, indexes and
 * triggers. Ends with 1 when a ratio is over its target. `npm run bench -- institutions` runs one part.
 */
import { Client } from "pg";
import { migrate } from "#app/db/migrate.server.ts";
import { startEmbeddedPostgres } from "#app/db/postgres.server.ts";
import { setRuntime } from "#app/runtime.server.ts";
import { TEST_DATA_DIR } from "../test-data-dir.ts";
import { coldStart } from "./cold-start.ts";
import { javascriptPerRoute } from "./javascript.ts";
import type { BenchRow } from "./universe.ts";

const SECRET = "a secret of the bench, long enough for anyone";
const SCRIPT_LIMIT = 200_000;
const wanted = process.argv.slice(2);
const asked = (part: string) => wanted.length === 0 || wanted.includes(part);

const server = await startEmbeddedPostgres(TEST_DATA_DIR);
const url = server.url.replace("/essaim?", "/bench?");
const admin = new Client({ connectionString: server.url });
await admin.connect();
await admin.query("DROP DATABASE IF EXISTS bench WITH (FORCE)");
await admin.query("CREATE DATABASE bench");
await migrate(url);
setRuntime({
  databaseUrl: url,
  secret: SECRET,
  baseUrl: "http://localhost",
});
const { pool, db } = await import("#app/db/db.server.ts");

if (asked("universe")) report(await (await import("./universe.ts")).benchUniverse({ pool, url }));
if (asked("outbox")) report(await (await import("./outbox.ts")).benchOutbox(pool, url));
if (asked("inbound")) {
  const { classified, matched, taken } = await (await import("./inbound.ts")).benchInbound(pool);
  console.log(
    `inbound, 2000 messages among 50000: ${classified} a second read and classified, ${matched} matched, ${taken} taken in whole`,
  );
}
if (["institutions", "contacts", "bulk", "duplicates", "search"].some(asked)) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  const actor = await (await import("./population.ts")).populate(pool);
  if (asked("institutions")) report(await (await import("./institutions.ts")).benchInstitutions(pool, actor));
  if (asked("contacts")) report(await (await import("./contacts.ts")).benchContacts(pool, actor));
  if (asked("search")) report(await (await import("./search.ts")).benchSearch(pool, actor));
  if (asked("duplicates")) report(await (await import("./duplicates.ts")).benchDuplicates(pool, actor));
  if (asked("bulk")) report(await (await import("./bulk.ts")).benchBulk(pool, actor));
}

if (asked("dila")) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  report(await (await import("./dila.ts")).benchDila(url));
}
if (asked("planning")) report(await (await import("./planning.ts")).benchPlanning(pool, url, SECRET));
if (asked("results")) report(await (await import("./results.ts")).benchResults(pool));
if (asked("board")) report(await (await import("./board.ts")).benchBoard(pool, url, SECRET));

if (asked("map")) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  const actor = await (await import("./population.ts")).populate(pool);
  const { benchMap, MAP_LIMIT, weighMap } = await import("./map.ts");
  report(await benchMap(pool, actor));
  const { outlines, figures } = await weighMap(actor);
  console.log(
    `map of the EPCI, gzipped: outlines ${kb(outlines)}, figures ${kb(figures)}, of ${kb(MAP_LIMIT)}`,
  );
  if (outlines + figures > MAP_LIMIT) process.exitCode = 1;
}
if (asked("lenses")) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  report(await (await import("./lenses.ts")).benchLenses(pool, url, SECRET));
}
if (asked("imports") || asked("import-memory")) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  process.env.BENCH_DATABASE = url;
  const { benchImportMemory, benchImports } = await import("./imports.ts");
  if (asked("imports")) report(await benchImports(pool));
  if (asked("imports") || asked("import-memory")) report(await benchImportMemory());
}
if (asked("exports")) {
  const { loadUniverse } = await import("#app/universe/load.server.ts");
  await loadUniverse();
  const actor = await (await import("./population.ts")).populate(pool);
  report(await (await import("./imports.ts")).benchExports(pool, actor));
}

await db.$disconnect();
await pool.end();
await admin.query("DROP DATABASE bench WITH (FORCE)");
await admin.end();
await server.release();

if (asked("start")) {
  const { first, again, node } = await coldStart();
  console.log(
    `\ncold start to the first page: ${ms(first)} from nothing, ${ms(again)} again (bare node: ${ms(node)})`,
  );
}
if (asked("javascript")) {
  console.log("\nJavaScript and CSS of a first visit, gzipped:");
  for (const { route, script, style } of javascriptPerRoute().toSorted((a, b) => b.script - a.script)) {
    console.log(`  ${route.padEnd(34)} ${kb(script)} ${kb(style)}`);
    if (script > SCRIPT_LIMIT) process.exitCode = 1;
  }
}
process.exit();

function report(measured: BenchRow[]): void {
  for (const row of measured) {
    const over = row.ratio > row.target;
    const line = `${row.name.padEnd(44)} ours ${amount(row.ours, row.unit)}  limit ${amount(row.limit, row.unit)}  ${row.ratio.toFixed(2)}× (≤ ${row.target})`;
    console.log(over ? `${line}  OVER` : line);
    if (over) process.exitCode = 1;
  }
}

function amount(value: number, unit: BenchRow["unit"]): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`.padStart(10);
}

function ms(value: number): string {
  return amount(value, "ms");
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
