import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findPlace } from "#app/db/postgres-place.server.ts";
import { startEmbeddedPostgres } from "#app/db/postgres.server.ts";
import { runJson } from "./run-cli.ts";

const DATA_DIR = `node_modules/.cache/essaim-cli-${process.pid}`;
const account = ["--email", "camille@essaim.example", "--password", "une phrase convient", "--no-universe"];
const setup = (product: string) => runJson(["setup", "--product", product, ...account], { DATA_DIR });

test("with no server up, the database is started for the command, then stopped; with one, it is joined and left", async () => {
  const { dir } = await findPlace(DATA_DIR);
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
    rmSync(DATA_DIR, { recursive: true, force: true });
  });
  const alone = await setup("Parcelle");
  expect([alone.code, alone.answer.product]).toEqual([0, "Parcelle"]);
  expect(existsSync(join(dir, "postmaster.pid"))).toBe(false);

  const server = await startEmbeddedPostgres(DATA_DIR);
  const beside = await setup("Carte");
  expect([beside.code, beside.answer.userId]).toEqual([0, alone.answer.userId]);
  expect(existsSync(join(dir, "postmaster.pid"))).toBe(true);
  await server.release();
});
