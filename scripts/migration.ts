/**
 * Writes the next migration: `npm run migration -- name`, or `--check` to prove that schema and migrations agree.
 * Prisma's own engine, compiled to WebAssembly, computes the difference on a shadow database of the embedded server.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { schemaDiff } from "../tests/schema-diff.ts";

const name = process.argv[2];
if (!name) {
  console.error("usage: npm run migration -- <name> | --check");
  process.exit(2);
}
const sql = await schemaDiff();
const empty = sql.trim() === "" || sql.includes("This is an empty migration");
if (name === "--check") {
  if (!empty) console.error(sql);
  process.exit(empty ? 0 : 1);
}
if (empty) {
  console.error("Nothing to migrate.");
  process.exit(0);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = `prisma/migrations/${stamp}_${name}`;
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/migration.sql`, sql);
console.log(folder);
process.exit(0);
