import pg from "pg";
import { afterEach, beforeEach, expect, inject, vi } from "vitest";
import { setRuntime } from "#app/runtime.server.ts";

const template = inject("server");
const name = `test_${process.pid}_${process.env.VITEST_POOL_ID}`;
const url = template.replace(/\/template_\d+\?/, `/${name}?`);

// Once a worker: the files of a worker share modules, and so one pool.
if (!process.env.ESSAIM_TEST_DATABASE) {
  process.env.ESSAIM_TEST_DATABASE = url;
  process.env.LOG_LEVEL ??= "silent";
  const admin = new pg.Client({ connectionString: template.replace(/\/template_\d+\?/, "/postgres?") });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${/template_\d+/.exec(template)![0]}`);
  await admin.end();
  setRuntime({
    databaseUrl: url,
    secret: "a secret of the tests, long enough for anyone",
    baseUrl: "http://essaim.example",
  });
}
const { pool } = await import("#app/db/db.server.ts");

beforeEach(async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  await pool.query(`TRUNCATE ${rows.map((row) => row.name).join(", ")} RESTART IDENTITY CASCADE`);
});

// A test that makes the console speak has hidden something.
const shout = vi.spyOn(console, "error");
const warn = vi.spyOn(console, "warn");
afterEach(() => {
  const said = [...shout.mock.calls, ...warn.mock.calls];
  shout.mockClear();
  warn.mockClear();
  expect(said, "unexpected console output").toEqual([]);
});
