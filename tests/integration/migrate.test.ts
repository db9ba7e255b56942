import { cpSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { Client } from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "#app/db/migrate.server.ts";

const server = inject("server");
const migrations = readdirSync("prisma/migrations", { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
).length;

test("several processes that start at once apply each migration once", async () => {
  await withDatabase(async (url) => {
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, migrations]);
  });
});

test("a migration that fails leaves nothing behind, and the next start tries it again", async () => {
  await withDatabase(async (url) => {
    const folder = copyOfMigrations();
    cpSync("prisma/migrations/20261122000000_init", `${folder}/20270101000000_broken`, { recursive: true });
    writeFileSync(`${folder}/20270101000000_broken/migration.sql`, "CREATE TABLE half (id int); SELECT 1/0;");
    await expect(migrate(url, folder)).rejects.toThrow("20270101000000_broken failed");
    writeFileSync(`${folder}/20270101000000_broken/migration.sql`, "CREATE TABLE half (id int);");
    expect(await migrate(url, folder)).toEqual(["20270101000000_broken"]);
  });
});

test("an applied migration that has been edited, or that the code does not know, stops the start", async () => {
  await withDatabase(async (url) => {
    const folder = copyOfMigrations();
    await migrate(url, folder);
    writeFileSync(`${folder}/20261122000000_init/migration.sql`, "SELECT 1;");
    await expect(migrate(url, folder)).rejects.toThrow("was edited");
    await expect(migrate(url, mkdtempSync("/tmp/essaim-none-"))).rejects.toThrow("newer than this code");
  });
});

function copyOfMigrations(): string {
  const folder = mkdtempSync("/tmp/essaim-migrations-");
  cpSync("prisma/migrations", folder, { recursive: true });
  return folder;
}

async function withDatabase(run: (url: string) => Promise<void>): Promise<void> {
  const name = `migrate_${process.pid}_${Math.floor(performance.now())}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  try {
    await run(server.replace(/\/template_\d+\?/, `/${name}?`));
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}
