import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#app/db/migrate.server.ts";
import { startEmbeddedPostgres } from "#app/db/postgres.server.ts";
import { remember } from "#app/remember.ts";
import { TEST_DATA_DIR } from "./test-data-dir.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: string;
  }
}

/** vitest calls it once a project; one server and one template database serve them all. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, release } = await remember("test-server", prepare);
  project.provide("server", url);
  return release;
}

async function prepare() {
  const { url, release } = await startEmbeddedPostgres(TEST_DATA_DIR);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const template = `template_${process.pid}`;
  await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${template}`);
  const templateUrl = url.replace("/essaim?", `/${template}?`);
  await migrate(templateUrl);
  let released = false;
  return {
    url: templateUrl,
    release: async () => {
      if (released) return;
      released = true;
      await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await admin.end();
      await release();
    },
  };
}
