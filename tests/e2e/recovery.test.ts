import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { type Essaim, newDataDir, startEssaim, waitFor } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim | undefined;

afterAll(async () => {
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("its process group killed at any moment and restarted 300 ms later, it recovers by itself", async () => {
  // From the middle of initdb to well after the first page.
  for (const delay of [60, 300, 700, 1200, 2000, 3500]) {
    const child = launch();
    await sleep(delay);
    process.kill(-child.pid!, "SIGKILL");
    await sleep(300);
  }
  essaim = await startEssaim({}, dataDir);
  expect(await (await fetch(`${essaim.baseUrl}/healthz`)).json()).toMatchObject({
    status: "ok",
    database: "ok",
  });
});

test("PostgreSQL itself killed, it is started again and pages are served", async () => {
  const pid = Number(readFileSync(`${dataDir}/postgres/postmaster.pid`, "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  await waitFor(async () => (await fetch(`${essaim!.baseUrl}/demarrage`)).status === 200);
});

function launch(): ChildProcess {
  const env = { ...process.env, NODE_ENV: "production", PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" };
  return spawn("node", ["server.ts"], { env, stdio: "ignore", detached: true });
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
